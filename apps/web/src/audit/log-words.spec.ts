import { dayOf } from '../words/dates.js';
import { counted, dayBefore, fieldInWords, isLookedFor, jsonInWords, sentence, type LogLine } from './log-words.js';

const line: LogLine = {
  position: 7,
  at: '2026-05-04T09:00:00.000Z',
  type: 'OfferCountered',
  person: 'Priya Shah',
  post: 'Ward Manager, Alder Ward',
  reason: null,
  about: [],
  units: ['alder'],
};
const everything = { person: '', post: '', unit: '', kind: '' };

describe('a search of the log', () => {
  it('looks for everything where nothing was said', () => expect(isLookedFor(everything)(line)).toBe(true));

  it.each([
    [{ person: ' shah ' }, true],
    [{ person: 'jones' }, false],
    [{ post: 'alder' }, true],
    [{ unit: 'birch' }, false],
    [{ unit: 'alder', kind: 'OfferCountered' }, true],
    [{ kind: 'BallServed' }, false],
  ])('for %j finds it: %s', (sought, found) => expect(isLookedFor({ ...everything, ...sought })(line)).toBe(found));

  it('finds what the service did by no post', () => {
    expect(isLookedFor({ ...everything, post: 'ward' })({ ...line, post: null })).toBe(false);
  });
});

describe('a difference in words', () => {
  it('names a field by its path', () => expect(fieldInWords('measured.jopFrom')).toBe('measured, jop from'));

  it.each([
    [null, 'nothing'],
    ['"12.5"', '12.5'],
    ['"2026-01-22"', '22 Jan 2026'],
    ['[]', 'none'],
    ['["one","two"]', 'one; two'],
    ['true', 'yes'],
    ['{"kind":"WTE","amount":"2","text":null}', 'kind: WTE\namount: 2'],
    ['{"receiver":null}', 'nothing'],
    ['{"offer":{"means":["one"],"measured":{"jop":"3"}}}', 'offer, means: one\noffer, measured: jop: 3'],
    ['no JSON', 'no JSON'],
  ])('says of %s: %s', (json, words) => expect(jsonInWords(json)).toBe(words));
});

describe('what the service says', () => {
  it('stands as a sentence with its days in words', () => {
    expect(sentence('due since 2026-11-06: bring the list down')).toBe('Due since 6 Nov 2026: bring the list down.');
    expect(sentence('Is that so in 2026-27?')).toBe('Is that so in 2026-27?');
  });
  it('counts', () => expect([counted(1, 'event'), counted(4, 'event')]).toEqual(['1 event', '4 events']));
});

describe('days', () => {
  it('are British ones', () => expect(dayOf('2026-06-30T23:30:00.000Z')).toBe('2026-07-01'));
  it('have one before them', () => expect(dayBefore('2026-03-01')).toBe('2026-02-28'));
});
