import { administrationFormsStory } from './administration-forms.story.js';
import { winnowingStory } from './winnowing.story.js';
import { goalFormsStory } from './goal-forms.story.js';
import { measureFormsStory } from './measure-forms.story.js';
import { movesStory } from './moves.story.js';
import { settingsStory } from './settings.story.js';
import { commandsOfPage, mutationsIn } from './page-documents.js';
import { clicksStory } from './clicks.story.js';
import { keyboardStory } from './keyboard.story.js';
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
administrationFormsStory(() => stage);
clicksStory(() => stage);
keyboardStory(() => stage);
settingsStory(() => stage);

/** What the page sends in another story, by what that one is about. */
const sentElsewhere: Readonly<Record<string, string>> = {
  retryDebt: 'none: no debt is stuck in the sample trust',
  withdraw: 'a negotiation',
  reopenMilestone: 'a goal and its measure',
  annotateMeasure: 'a goal and its measure',
  withdrawAnnotation: 'a goal and its measure',
  acknowledgeFinding: 'audit',
  withdrawAcknowledgement: 'audit',
  addUnit: 'the administration',
  withdrawUnit: 'the administration',
  createServiceAccount: 'the administration',
  revokeServiceAccount: 'the administration',
  startImport: 'the administration',
  finishImport: 'the administration',
  importPlan: 'the administration',
  reverseImport: 'the administration',
};

describe('The page', () => {
  it('has every command it can send sent in a browser', () => {
    const commands = new Set(commandsOfPage.flatMap(mutationsIn));
    expect([...commands].filter((name) => !stage.sent.has(name) && !(name in sentElsewhere))).toEqual([]);
    expect(Object.keys(sentElsewhere).filter((name) => !commands.has(name) || stage.sent.has(name))).toEqual([]);
  });
});
