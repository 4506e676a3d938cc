// axe finds nothing on any step of any service, in Vietnamese.
import { everyStep } from './steps.js';

everyStep('vi');
