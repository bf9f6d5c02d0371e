import { kurrentWriters } from './kurrent-writers.js';

kurrentWriters('EventStoreDB', 'esdb', 30);
