import { isRejection } from '#kernel';
import { thread } from '#testing';
import { termsCodes } from '../arithmetic/terms.js';
import type { ParentFacts, PlanningFacts } from '../facts.js';
import type { Direction, MeasuredTerms, Offer } from '../vocabulary.js';
import { checkOffer, exceedsWhole, improvementOf, offerCodes, openRequests } from './offer.js';

const { factsOf, milestoneOffer, offerOf } = thread;
const { planning, parent } = factsOf();
const provoked = new Set<string>();

const check = (offer: Offer, about: { planning?: Partial<PlanningFacts>; parent?: Partial<ParentFacts> } = {}) =>
  checkOffer(offer, { ...planning, ...about.planning }, { ...parent, ...about.parent }, 'thread-1');
const refused = (changes: Partial<Offer>, code: string, because: string | RegExp = '', about: Parameters<typeof check>[1] = {}) => {
  const no = check(offerOf(changes), about);
  if (!isRejection(no)) throw new Error(`not refused, expected ${code}`);
  expect(no.code).toBe(code);
  expect(no.because).toMatch(because);
  provoked.add(no.code);
};
const long = 'x'.repeat(2_001);
const many = <Item>(item: (index: number) => Item): Item[] => Array.from({ length: 51 }, (_, index) => item(index));

describe('an offer', () => {
  it('passes with measured terms, with milestones, or with a date for its baseline', () => {
    expect(check(offerOf())).toBeNull();
    expect(check(milestoneOffer())).toBeNull();
    expect(check(milestoneOffer({ milestones: [], baselineBy: '2026-06-30' }))).toBeNull();
  });

  it('may go to every limit', () => {
    const milestone = { id: 'm', text: 'audit', due: '2027-03-31' };
    const asked = { kind: 'MONEY' as const, amount: '0', text: 'alarms' };
    const widest = {
      statement: 'x'.repeat(500),
      means: many(String).slice(1),
      milestones: [milestone],
      resourcesAsked: [asked],
      confidence: 1,
    };
    expect(check(offerOf(widest))).toBeNull();
  });

  it('is written out, and short enough to read', () => {
    refused({ statement: ' ' }, 'TextMissing', 'the statement');
    refused({ statement: 'x'.repeat(501) }, 'TextTooLong', '501');
    refused({ rationale: long }, 'TextTooLong', '2001');
    refused({ means: ['low beds', ''] }, 'TextMissing', 'a means');
    refused({ milestones: [{ id: 'm', text: '', due: '2026-07-01' }] }, 'TextMissing', "milestone 'm'");
    refused({ conditions: [{ id: 'c', text: long, owner: 'it', due: '2026-07-01' }] }, 'TextTooLong', "condition 'c'");
    refused({ means: many(String) }, 'ListTooLong', '51 means');
    refused({ dependencies: many((index) => `pledge-${index}`) }, 'ListTooLong', 'dependencies');
  });

  it('calls each milestone, condition, grant and dependency by an id of its own', () => {
    const milestone = { id: 'm', text: 'audit', due: '2026-07-01' };
    refused({ milestones: [milestone, milestone] }, 'DuplicateId', "'m'");
    refused({ dependencies: ['pledge-1', 'pledge-1'] }, 'DuplicateId', 'pledge-1');
    refused({ milestones: [{ ...milestone, id: '' }] }, 'BadId');
    refused({ conditions: [{ id: 'c', text: 'beds', owner: '', due: '2026-07-01' }] }, 'BadId', 'the owner of');
    refused({ dependencies: ['thread-1'] }, 'RestsOnItself');
    expect(check(offerOf({ means: ['low beds', 'low beds'] }))).toBeNull();
  });

  it('is dated with days that exist, none after the due date', () => {
    refused({ due: '2027-02-29' }, 'BadDay', '2027-02-29');
    refused({ baselineBy: 'soon' }, 'BadDay', 'soon');
    refused({ milestones: [{ id: 'm', text: 'audit', due: '2027-04-01' }] }, 'DateAfterDue', '31 March 2027');
    refused({ conditions: [{ id: 'c', text: 'beds', owner: 'it', due: '2026-13-01' }] }, 'BadDay', "condition 'c'");
    expect(check(milestoneOffer({ baselineBy: '2027-04-01' }))).toMatchObject({ code: 'DateAfterDue' });
  });

  it('has a share from 0 to 1, a weight of 0 or more and a confidence from 1 to 5', () => {
    refused({ share: '1.01' }, 'ShareOutOfRange', '101%');
    refused({ share: '-0.1' }, 'ShareOutOfRange');
    refused({ share: 'half' }, 'BadFigure', 'half');
    for (const weight of ['NaN', 'Infinity', '1e3', '01', '']) refused({ weight }, 'BadFigure', 'the weight');
    refused({ weight: '-1' }, 'NegativeWeight');
    for (const confidence of [0, 6, 2.5, Number.NaN]) refused({ confidence }, 'ConfidenceOutOfRange', 'from 1 (a guess) to 5');
    expect(check(offerOf({ share: '0', weight: '0', confidence: 5 }))).toBeNull();
  });

  it('asks for and grants amounts of 0 or more, and support in words', () => {
    const grant = { id: 'g', fundedBy: 'finance', deliverBy: '2026-07-01' };
    refused({ resourcesAsked: [{ kind: 'WTE', amount: null, text: 'nurses' }] }, 'AmountMisplaced', 'no amount');
    refused({ resourcesAsked: [{ kind: 'MONEY', amount: '-5', text: 'alarms' }] }, 'AmountMisplaced', '-5');
    refused({ resourcesAsked: [{ kind: 'MONEY', amount: 'five', text: 'alarms' }] }, 'BadFigure', 'five');
    refused({ resourcesGranted: [{ kind: 'SUPPORT', amount: '1', text: 'a coach', ...grant }] }, 'AmountMisplaced', 'a coach');
    refused({ resourcesGranted: [{ kind: 'SUPPORT', amount: null, text: '', ...grant }] }, 'TextMissing');
    refused({ resourcesGranted: [{ kind: 'SUPPORT', amount: null, text: 'a coach', ...grant, deliverBy: '' }] }, 'BadDay');
    refused(
      { resourcesGranted: [{ kind: 'SUPPORT', amount: null, text: 'a coach', ...grant, fundedBy: ' ' }] },
      'BadId',
      'the funding post',
    );
  });

  it('is measured with terms, or a milestone goal without', () => {
    refused({ measured: null }, 'KindMismatch', 'names its measure');
    refused({ kind: 'MILESTONE' }, 'KindMismatch', 'no measured terms');
    refused({ kind: 'MILESTONE', measured: null }, 'KindMismatch', 'dated milestone');
    refused({ baselineBy: '2026-06-30' }, 'BaselineDateMisplaced');
  });

  it('names a measure that exists and terms that fit it', () => {
    const terms = (changes: Partial<MeasuredTerms>) => ({ measured: { ...offerOf().measured!, ...changes } });
    refused({}, 'UnknownMeasure', 'falls', { planning: { measure: null } });
    refused(terms({ target: '20' }), 'TargetEqualsBaseline', 'maintain');
    expect(check(offerOf(terms({ target: '20', maintain: true })))).toBeNull();
    refused(terms({ trajectory: { kind: 'MANUAL', points: [{ period: '2027-03', value: '11' }] } }), 'TrajectoryMissesTarget');
    refused(terms({ tolerance: '-1' }), 'NegativeTolerance');
  });
});

describe('a contribution', () => {
  const contribution = (amount: string, conversion: string | null = null) => ({ contribution: { amount, conversion } });
  const sameMeasure = { parent: { measure: { measure: 'falls', overUnits: 'SUM' as const } } };

  it("in the parent's own additive measure is share × improvement", () => {
    expect(check(offerOf({ ...contribution('5'), share: '0.5' }), sameMeasure)).toBeNull();
    refused({ ...contribution('6'), share: '0.5' }, 'ContributionMismatch', /= 5, not 6/, sameMeasure);
    refused({ ...contribution('-5', 'it seemed right'), share: '0.5' }, 'ContributionMismatch', '', sameMeasure);
  });

  it('in anything else says how it converts', () => {
    const others = [
      {},
      { parent: { measure: { measure: 'harm', overUnits: 'SUM' as const } } },
      { parent: { measure: { measure: 'falls', overUnits: 'RATIO' as const } } },
    ];
    for (const about of others) {
      refused(contribution('5'), 'ConversionMissing', '5', about);
      expect(check(offerOf(contribution('5', "a ward's fall is a trust's fall")), about)).toBeNull();
    }
    refused(contribution('5', ''), 'TextMissing', 'the conversion');
    refused(contribution('some'), 'BadFigure', 'the contribution');
  });

  it('counts towards the target in either direction, and for a range by the shortfall taken away', () => {
    const gained = (jop: string, target: string, direction: Direction) => improvementOf({ ...offerOf().measured!, jop, target }, direction);
    expect(gained('20', '10', { kind: 'DECREASE' })).toBe('10');
    expect(gained('0.7', '0.95', { kind: 'INCREASE' })).toBe('0.25');
    expect(gained('20', '25', { kind: 'DECREASE' })).toBe('-5');
    const range: Direction = { kind: 'RANGE', lo: '80', hi: '90' };
    expect([gained('70', '80', range), gained('95', '90', range), gained('85', '90', range)]).toEqual(['10', '5', '0']);
  });
});

describe('what an offer leaves open', () => {
  it('are the requests its grants do not answer, kind by kind', () => {
    const asked = [
      { kind: 'WTE' as const, amount: '0.5', text: 'a nurse' },
      { kind: 'WTE' as const, amount: '1', text: 'a clerk' },
      { kind: 'MONEY' as const, amount: '2000', text: 'alarms' },
      { kind: 'SUPPORT' as const, amount: null, text: 'a coach' },
      { kind: 'SUPPORT' as const, amount: null, text: 'an analyst' },
    ];
    const grant = { id: 'g', fundedBy: 'finance', deliverBy: '2026-07-01' };
    const granted = [asked[1]!, { ...asked[2]!, amount: '2500' }, asked[3]!].map((resource) => ({ ...grant, ...resource }));
    expect(openRequests({ resourcesAsked: asked, resourcesGranted: granted })).toEqual([
      '0.5 whole-time equivalents',
      "support 'an analyst'",
    ]);
    expect(openRequests({ resourcesAsked: [], resourcesGranted: granted })).toEqual([]);
  });

  it('and no more than the whole over all parents', () => {
    expect([exceedsWhole('0.7', '0.3'), exceedsWhole('0.7', '0.300000000000001')]).toEqual([false, true]);
  });
});

describe('every refusal of an offer', () => {
  it('was provoked above; those of measured terms are provoked where they are written', () => {
    const own = offerCodes.filter((code) => !(termsCodes as readonly string[]).includes(code));
    expect([...provoked]).toEqual(expect.arrayContaining(own));
  });
});
