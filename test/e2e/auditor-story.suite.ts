import './auditor.story.js';
