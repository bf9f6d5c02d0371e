import { readFileSync } from 'node:fs';
import { takeOuts } from './take-outs.js';

describe('The list of rules to take out', () => {
  // Quick enough for every run, so that whoever moves a rule is told at once and not by the long proof.
  it.each(takeOuts)('names the one line by which invariant $invariant is kept: $rule', ({ file, line, rule }) => {
    const places = readFileSync(file, 'utf8').split(line).length - 1;
    if (places !== 1)
      throw new Error(`${file} holds ${places} places that read\n${line}\nname in take-outs.ts the one line by which now ${rule}`);
  });
});
