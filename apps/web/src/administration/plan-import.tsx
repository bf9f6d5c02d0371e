import { useState } from 'react';
import { Disclosed } from '../shell/disclosed.js';
import { Heading } from '../shell/heading.js';
import { FileSource, type BroughtText } from './file-source.js';
import { PlanCheck } from './plan-check.js';

/** As many characters as the service reads in one request; a plan with fifty-odd units, with their posts, measures and candidates, has half of it. */
const bytesMax = 200_000;

const words = {
  file: 'A plan: a YAML or JSON file',
  accept: '.yaml,.yml,.json,application/yaml,application/json',
  paste: 'Or paste its text',
  pasted: 'pasted plan',
  bytesMax,
  tooLarge: 'The file is larger than 200 kB: split it, or use hoshin import plan.',
  notText: 'The file is not text in UTF-8. Save it so in the editor it was written with.',
};

const example = `organisation:
  key: hillside
  name: Hillside Hospitals
  administrator: admin
  executive: chief
units:
  - { key: board, name: Board, kind: board }
  - { key: medicine, name: Medicine, kind: division, parent: board }
people:
  - { key: ben, name: Ben Okri, signsInAs: ben }
posts:
  - key: chief
    unit: board
    title: Chief executive
    role: EXECUTIVE
    leads: true
    holders: [{ person: ben, from: 2026-04-01 }]`;

/** Brings a plan in, each person their own steps of it: what it would do is shown before anything is written. */
export const PlanImport = () => {
  const [brought, setBrought] = useState<{ readonly times: number; readonly file: BroughtText | null }>({ times: 0, file: null });
  return (
    <>
      <Heading title="Import a plan" />
      <p>
        A plan is one file with the organisation, its units, posts and people, True North, objectives, cycles, candidates and measures. What
        is in the record already is not done again, and what a plan leaves out stays as it is. Goals are not imported: they come from
        catchball.
      </p>
      <Disclosed name="How a plan looks">
        <p>
          Things are named by readable keys; what was made otherwise is named by its id. The whole format is in{' '}
          <code>docs/plan.schema.json</code>, by which editors complete and check a plan while it is written.
        </p>
        <pre className="app-command" tabIndex={0}>
          <code>{example}</code>
        </pre>
      </Disclosed>
      <Disclosed name="Everything at once, from the command line">
        <p>
          Here everybody does what is theirs, under their own name. Whoever keeps the service’s data folder can bring a whole plan in at
          once, in the posts of those it names, while the service is stopped. The first line only shows what would be done:
        </p>
        <pre className="app-command" tabIndex={0}>
          <code>{'hoshin import plan trust.yaml --dry-run\nhoshin import plan trust.yaml --reason "as the board decided on 3 June"'}</code>
        </pre>
      </Disclosed>
      <FileSource words={words} onBrought={(file) => setBrought(({ times }) => ({ times: times + 1, file }))} />
      {brought.file && <PlanCheck key={brought.times} name={brought.file.name} text={brought.file.text} />}
    </>
  );
};
