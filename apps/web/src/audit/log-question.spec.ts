import { eventSought, questionOf, searchInWords, type Searched } from './log-question.js';

const nothing: Searched = { person: '', post: '', unit: '', kind: '', subject: '', from: '', to: '' };
const everything = { person: null, post: null, unit: null, subject: null, kinds: [], areas: [] };

describe('a search in the address', () => {
  it('asks for everything where it says nothing', () =>
    expect(questionOf(nothing, null, null)).toEqual({ filter: everything, from: null, to: null, asOf: null }));

  it.each([
    [{ kind: 'BallServed' }, { kinds: ['BallServed'] }],
    [{ kind: 'CATCHBALL' }, { areas: ['CATCHBALL'] }],
    [{ kind: 'toString' }, {}],
    [
      { person: 'p1', unit: 'u1' },
      { person: 'p1', unit: 'u1' },
    ],
  ])('asks by %j', (said, asked) => expect(questionOf({ ...nothing, ...said }, null, null).filter).toEqual({ ...everything, ...asked }));

  it('asks by days that exist', () =>
    expect(questionOf({ ...nothing, from: '2026-05-01', to: '2026-02-31' }, null, null)).toMatchObject({ from: '2026-05-01', to: null }));

  it('reads up to the event somebody came for, and otherwise as of the moment shown', () => {
    expect(questionOf(nothing, { day: '2026-05-01' }, 7).asOf).toEqual({ position: 7 });
    expect(questionOf(nothing, { day: '2026-05-01' }, null).asOf).toEqual({ day: '2026-05-01' });
    expect(['7', '', 'seven'].map(eventSought)).toEqual([7, null, null]);
  });
});

describe('a search in words', () => {
  it('says everything it looks for, by name', () => {
    const asked = { person: 'p1', post: 'm1', unit: 'u1', kind: 'OfferCountered', subject: 's1', from: '2026-05-01', to: '2026-05-31' };
    expect(searchInWords(asked, { person: 'Priya Shah', post: 'Ward Manager', unit: 'Alder Ward', subject: 'Fewer falls' })).toBe(
      'by Priya Shah, in the post Ward Manager, in Alder Ward, in the record of “Fewer falls”, of the kind “Offer countered”, from 1 May 2026, up to 31 May 2026',
    );
  });

  it('says so where a name is not known, and what the service did by itself', () => {
    expect(searchInWords({ ...nothing, unit: 'u1' }, {})).toBe('in the unit named in the address');
    expect(searchInWords({ ...nothing, post: 'policy:seal' }, {})).toBe('done by the service, which seals the log');
    expect(searchInWords(nothing, {})).toBe('');
    expect(searchInWords({ ...nothing, kind: 'CATCHBALL' }, {})).toBe('about negotiations');
  });
});
