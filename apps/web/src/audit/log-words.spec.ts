import { dayOf } from '../words/dates.js';
import { sentence } from '../words/sentences.js';
import { counted, dayBefore, fieldInWords, jsonInWords, withNames } from './log-words.js';

describe('a difference in words', () => {
  it('names a field by its path, and an offer’s without the table it lies on', () => {
    expect(fieldInWords('measured.jopFrom')).toBe('measured, jop from');
    expect(fieldInWords('episode.table.offer.statement')).toBe('offer, statement');
    expect(fieldInWords('episode.round')).toBe('round');
  });

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
    ['{"rollUp":"OWN_MEASURE","ball":"GIVER","text":"MRI"}', 'roll up: own measure\nball: giver\ntext: MRI'],
    ['"2026-08-20T08:40:30.000Z"', '20 Aug 2026, 09:40'],
    ['{"coverage":"0.929032258064516","gap":11}', 'coverage: 0.929\ngap: 11'],
    ['"28ea7a1e7c9eceb16e3b9c1e4c3195603cfc10c6d8b73ac25f182edf0e5d52aa"', '28ea7a1e…'],
    ['no JSON', 'no JSON'],
  ])('says of %s: %s', (json, words) => expect(jsonInWords(json)).toBe(words));

  it('leaves the capitals of a name', () => expect(jsonInWords('"CAMHS"', 'unit.name')).toBe('CAMHS'));

  it('tells ids by what they stand for', () => {
    const id = 'a79dd9e4-caed-55d4-8ddc-ef80568d98b8';
    const named = withNames(`{"owner":"${id}"}`, [{ id, name: 'Matron, "Larch" Ward' }]);
    expect(jsonInWords(named)).toBe('owner: Matron, "Larch" Ward');
    expect(jsonInWords(`{"owner":"${id}"}`)).toBe('owner: a79dd9e4…');
    expect(withNames(null, [])).toBeNull();
  });
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
