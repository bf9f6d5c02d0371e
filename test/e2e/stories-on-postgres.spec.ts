import { endPostgres } from './stories-on-postgres.js';
import './executive.story.spec.js';
import './directorate.story.spec.js';

afterAll(() => endPostgres());
