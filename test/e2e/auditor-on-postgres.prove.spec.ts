import { endPostgres } from './stories-on-postgres.js';
import './auditor.story.spec.js';

afterAll(() => endPostgres());
