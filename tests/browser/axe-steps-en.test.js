// axe finds nothing on any step of any service, in English.
import { everyStep } from './steps.js';

everyStep('en');
