import { kurrentContract } from './kurrent-contract.js';
import { kurrentFaults } from './kurrent-faults.js';
import { kurrentWriters } from './kurrent-writers.js';

kurrentContract('KurrentDB', 'kurrentdb');
kurrentFaults('KurrentDB', 'kurrentdb');
kurrentWriters('KurrentDB', 'kurrentdb', 3);
