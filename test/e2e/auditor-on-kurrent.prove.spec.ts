import { endKurrent } from './stories-on-kurrent.js';
import './auditor.story.js';

afterAll(() => endKurrent());
