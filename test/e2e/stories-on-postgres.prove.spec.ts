import { endPostgres } from './stories-on-postgres.js';
import './executive.story.js';
import './directorate.story.js';
import './seals.story.js';

afterAll(() => endPostgres());
