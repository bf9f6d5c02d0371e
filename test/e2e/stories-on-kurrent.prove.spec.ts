import { endKurrent } from './stories-on-kurrent.js';
import './executive.story.js';
import './directorate.story.js';
import './seals.story.js';

afterAll(() => endKurrent());
