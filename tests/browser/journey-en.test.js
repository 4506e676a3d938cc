// Every case that is walked in English.
import { journeys } from './journeys.js';

journeys('en');
