import { measuredInWords } from '../words/figures.js';
import { concededInWords, heldInWords, isEased, movedInWords, shareInWords } from './ledger-words.js';

const falls = { kind: 'COUNT', unitOfMeasure: 'falls' };
const seen = { kind: 'PROPORTION', unitOfMeasure: '%' };

describe('What was conceded, in words', () => {
  it('has its unit, and a proportion in per cent', () => {
    expect(measuredInWords('12', falls)).toBe('12 falls');
    expect(measuredInWords('0.925', seen)).toBe('92.5%');
  });

  it.each([
    ['-2', 'eased by 2 falls'],
    ['1.5', 'tightened by 1.5 falls'],
    ['0', 'unchanged'],
    [null, 'not comparable'],
  ])('says of a change of %s that the target was %s', (change, words) => expect(movedInWords(change, falls)).toBe(words));

  it('names the first target, the final one and the share of the way', () => {
    const conceded = { firstTarget: '20', finalTarget: '25', change: '-5', shareOfGap: '-0.25' };
    expect(concededInWords(conceded, falls)).toBe('Target eased by 5 falls: from 20 falls to 25 falls, 25% of the way that was asked for.');
    expect(concededInWords({ ...conceded, finalTarget: '20', change: '0' }, falls)).toBe('Settled on the first target, 20 falls.');
  });

  it('says to which side a mean share moved', () =>
    expect([-0.048, 0, 0.1, null].map(shareInWords)).toEqual(['4.8% eased', '0%', '10% tightened', 'not known']));

  it('tells easing from everything else', () => expect(['-1', '0', '2', null].map(isEased)).toEqual([true, false, false, false]));

  it('says who had to move for how long', () => {
    expect(heldInWords({ giver: 1, receiver: 4, arbiter: 0 })).toBe('giver 1 day, receiver 4 days');
    expect(heldInWords({ giver: 0, receiver: 0, arbiter: 0 })).toBe('less than a day');
  });
});
