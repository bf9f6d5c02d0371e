import { kurrentContract } from './kurrent-contract.js';
import { kurrentFaults } from './kurrent-faults.js';
import { kurrentWriters } from './kurrent-writers.js';

kurrentContract('EventStoreDB', 'esdb');
kurrentFaults('EventStoreDB', 'esdb');
kurrentWriters('EventStoreDB', 'esdb', 3);
