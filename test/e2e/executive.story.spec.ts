import './executive.story.js';
