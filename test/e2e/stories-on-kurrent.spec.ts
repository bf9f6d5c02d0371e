import { endKurrent } from './stories-on-kurrent.js';
import './executive.story.spec.js';
import './directorate.story.spec.js';

afterAll(() => endKurrent());
