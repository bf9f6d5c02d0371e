import { endPostgres } from './stories-on-postgres.js';
import './auditor.story.js';

afterAll(() => endPostgres());
