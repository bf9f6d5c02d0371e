import { winnowingStory } from './winnowing.story.js';
import { goalFormsStory } from './goal-forms.story.js';
import { measureFormsStory } from './measure-forms.story.js';
import { movesStory } from './moves.story.js';
import { Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

movesStory(() => stage);
goalFormsStory(() => stage);
measureFormsStory(() => stage);
winnowingStory(() => stage);
