// Every case that is walked in Vietnamese.
import { journeys } from './journeys.js';

journeys('vi');
