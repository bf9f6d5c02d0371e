import { kurrentContract } from './kurrent-contract.js';

kurrentContract('KurrentDB', 'kurrentdb');
