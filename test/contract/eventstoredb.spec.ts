import { kurrentContract } from './kurrent-contract.js';
import { kurrentCopy } from './kurrent-copy.js';
import { kurrentFaults } from './kurrent-faults.js';
import { kurrentWriters } from './kurrent-writers.js';

kurrentContract('EventStoreDB', 'esdb');
kurrentFaults('EventStoreDB', 'esdb', '@eventstore/db-client');
kurrentWriters('EventStoreDB', 'esdb', 3);
kurrentCopy('EventStoreDB', 'esdb');
