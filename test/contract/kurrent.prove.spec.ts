import { kurrentContract } from './kurrent-contract.js';
import { kurrentCopy } from './kurrent-copy.js';
import { kurrentFaults } from './kurrent-faults.js';
import { kurrentWriters } from './kurrent-writers.js';

kurrentContract('KurrentDB', 'kurrentdb');
kurrentFaults('KurrentDB', 'kurrentdb', '@kurrent/kurrentdb-client');
kurrentWriters('KurrentDB', 'kurrentdb', 3);
kurrentCopy('KurrentDB', 'kurrentdb');
