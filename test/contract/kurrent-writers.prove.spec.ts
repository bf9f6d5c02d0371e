import { kurrentWriters } from './kurrent-writers.js';

kurrentWriters('KurrentDB', 'kurrentdb', 30);
