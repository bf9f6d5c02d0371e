import { kurrentContract } from './kurrent-contract.js';

kurrentContract('EventStoreDB', 'esdb');
