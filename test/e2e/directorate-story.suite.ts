import './directorate.story.js';
