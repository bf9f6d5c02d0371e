import { administrationStory } from './administration.story.js';
import { auditStory } from './audit.story.js';
import { goalStory } from './goal.story.js';
import { manyUnitsStory } from './many-units.story.js';
import { Stage } from './stage.js';
import { playedTreeStory } from './tree.story.js';
import { unitStory } from './unit.story.js';
import { wordsStory } from './words.story.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

// First, while the figures are the sample's own.
unitStory(() => stage);
administrationStory(() => stage);
goalStory(() => stage);
auditStory(() => stage);
manyUnitsStory(() => stage);
playedTreeStory(() => stage);
wordsStory(() => stage);
