import { endKurrent } from './stories-on-kurrent.js';
import './auditor.story.spec.js';

afterAll(() => endKurrent());
