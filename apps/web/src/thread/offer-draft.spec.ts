import { carriedOver, contributionOf, edited, emptyDraft, emptyMeasured, offerInput, stated, type Draft } from './offer-draft.js';

const falls = { id: 'falls', name: 'Falls with harm', kind: 'COUNT' as const, unitOfMeasure: 'falls' };
const measured = { ...emptyMeasured, measure: falls, jop: '100', jopFrom: '2026-03', target: '80' };
const draft: Draft = { ...emptyDraft('2027-03-31'), statement: 'Fewer falls', measured, contribution: { amount: '20', conversion: null } };
const parent = { jop: '400', target: '300', measure: { id: 'falls', overUnits: 'SUM' } };

describe('A draft', () => {
  it('is sent whole, without empty rows, and with the ids of what was there before', () => {
    const sent = offerInput(
      {
        ...draft,
        means: ['Sensors', ' '],
        milestones: [
          { id: 'm1', text: 'Sensors are in', due: '2026-06-01' },
          { id: '', text: 'All staff know them', due: '2026-07-01' },
        ],
        resourcesAsked: [{ kind: 'SUPPORT', amount: '3', text: 'Training' }],
        conditions: [{ id: 'c1', text: 'A budget', due: '2026-06-01', owner: { id: 'finance', title: 'Finance' } }],
      },
      'because',
    );
    expect(sent).toMatchObject({
      rationale: 'because',
      means: ['Sensors'],
      milestones: [
        { id: 'm1', text: 'Sensors are in', due: '2026-06-01' },
        { text: 'All staff know them', due: '2026-07-01' },
      ],
      resourcesAsked: [{ kind: 'SUPPORT', amount: null, text: 'Training' }],
      conditions: [{ id: 'c1', owner: 'finance' }],
      link: { kind: 'CONTRIBUTES', strength: null },
      measured: { measure: 'falls', jopTo: '2026-03', trajectory: { kind: 'LINEAR', points: [] } },
    });
    expect(offerInput({ ...draft, kind: 'MILESTONE', baselineBy: '' }, '')).toMatchObject({ measured: null, baselineBy: null });
  });

  it('takes a share as it is typed, with the sign of per cent or without', () => {
    expect(['78%', ' 7.5\u0020%', '0.78', '-3', 'a few%'].map(stated)).toEqual(['0.78', '0.075', '0.78', '-3', 'a few%']);
  });

  it('has a contribution that follows from its target in the parent’s own measure, and from nothing in another', () => {
    expect(contributionOf(draft, parent)).toBe('20');
    expect(contributionOf({ ...draft, share: '0.5' }, parent)).toBe('10');
    expect(contributionOf(draft, { ...parent, measure: { id: 'falls', overUnits: 'RATIO' } })).toBeNull();
    expect(contributionOf(draft, { ...parent, measure: { id: 'restraint', overUnits: 'SUM' } })).toBeNull();
  });

  it('lets the contribution go on following when the target is edited, but not one that was set apart', () => {
    const lower = { measured: { ...measured, target: '70' } };
    expect(edited(draft, lower, parent).contribution).toEqual({ amount: '30', conversion: null });
    expect(edited({ ...draft, contribution: { amount: '5', conversion: null } }, lower, parent).contribution?.amount).toBe('5');
    expect(edited(draft, { contribution: { amount: '7', conversion: null } }, parent).contribution?.amount).toBe('7');
  });

  it('is carried over to a newer offer: mine where I changed something, theirs in the rest', () => {
    const mine = { ...draft, confidence: 5, measured: { ...measured, target: '90' } };
    const now = { ...draft, due: '2027-01-31', confidence: 2, measured: { ...measured, tolerance: '2' } };
    expect(carriedOver(draft, now, mine)).toEqual({
      ...draft,
      due: '2027-01-31',
      confidence: 5,
      measured: { ...measured, target: '90', tolerance: '2' },
    });
  });
});
