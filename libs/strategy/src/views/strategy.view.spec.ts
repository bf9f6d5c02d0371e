import { as, happened, logOf, seen, trust } from '#testing';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { strategyView } from './strategy.view.js';

type Event = Parameters<typeof happened<StrategyEvents>>[2];
const look = (...events: Event[]) =>
  seen(strategyView)(...logOf(happened<StrategyEvents>('strategy', 'trust', ...trust.strategyEvents, ...events)));
const first = trust.strategyEvents.length;

describe('the strategy view', () => {
  it('keeps a draft of True North beside the one in force until it takes effect', () => {
    const draft: Event = { type: 'TrueNorthDrafted', data: { unit: 'board', statement: 'Care at home', dimensions: [], reason: 'review' } };
    const sight = look(draft, { type: 'TrueNorthTookEffect', data: { unit: 'board', cycle: null, minute: 'minute 9' } });
    sight.asOf(first + 1).shows(({ tables }) => tables.trueNorths.get('board')?.inForce?.statement, 'No avoidable harm');
    sight.asOf(first + 1).shows(({ tables }) => tables.trueNorths.get('board')?.draft?.statement, 'Care at home');
    sight.shows(({ tables }) => tables.trueNorths.get('board'), {
      unit: 'board',
      inForce: { statement: 'Care at home', dimensions: [], since: first + 2, on: '2026-03-02' },
      draft: null,
    });
  });

  it('follows an objective from setting to retirement', () => {
    look(
      {
        type: 'ObjectiveRevised',
        data: {
          objective: 'objective-1',
          dimension: 'safety',
          statement: 'No harm',
          from: '2026-04-01',
          to: '2028-03-31',
          reason: 'sooner',
        },
      },
      { type: 'ObjectiveRetired', data: { objective: 'objective-1', reason: 'reached' } },
    ).shows(({ tables }) => tables.objectives.get('objective-1'), {
      id: 'objective-1',
      unit: 'board',
      dimension: 'safety',
      statement: 'No harm',
      from: '2026-04-01',
      to: '2028-03-31',
      retired: 'reached',
      since: 3,
      changedAt: first + 2,
    });
  });

  it('knows since when a cycle is active', () => {
    const sight = look();
    sight.asOf(4).shows(({ tables }) => tables.cycles.get('cycle-26')?.state, 'PLANNING');
    sight.shows(({ tables }) => tables.cycles.get('cycle-26'), {
      id: 'cycle-26',
      name: '2026/27',
      starts: '2026-04-01',
      ends: '2027-03-31',
      state: 'ACTIVE',
      activatedOn: '2026-03-02',
      since: 4,
      changedAt: 5,
    });
  });

  it('follows a candidate through scores, adoption, drop and restoration', () => {
    const score = (impact: number): Event => ({
      type: 'CandidateScored',
      by: as('chief-nurse', 'ann'),
      data: { candidate: 'candidate-1', impact, urgency: 3, feasibility: 3, advisory: false, comment: null },
    });
    const sight = look(
      score(4),
      score(5),
      { type: 'CandidateDropped', data: { candidate: 'candidate-1', reason: 'too dear' } },
      { type: 'CandidateRestored', data: { candidate: 'candidate-1', reason: 'money found' } },
      {
        type: 'CandidateRevised',
        data: {
          candidate: 'candidate-1',
          reason: 'clearer',
          text: {
            statement: 'Fewer falls',
            objective: null,
            evidence: [],
            benchmark: '',
            qualityDimension: 'SAFE',
            equity: '',
            shapedBy: '',
          },
        },
      },
    );
    const status = (at: number) => sight.asOf(at).sighting.tables.candidates.get('candidate-1')?.status;
    expect([6, 7, first + 3, first + 4].map(status)).toEqual(['NOMINATED', 'ADOPTED', 'DROPPED', 'NOMINATED']);
    sight.shows(
      ({ tables }) => tables.scores.of('candidate-1').map(({ person, post, impact }) => [person, post, impact]),
      [
        ['ann', 'chief-nurse', 4],
        ['ann', 'chief-nurse', 5],
      ],
    );
    sight.shows(({ tables }) => tables.candidates.get('candidate-1')?.text.statement, 'Fewer falls');
    sight.shows(({ tables }) => tables.candidates.get('candidate-1')?.nominatedBy, as('medicine', 'ben'));
    sight.shows(({ tables }) => tables.candidatesByCycle.of('cycle-26'), ['candidate-1']);
  });

  it('keeps every revision of an aim; an accepted gap is of one revision only', () => {
    const terms = { ...trust.aimTerms, statement: 'Halve falls, all wards' };
    const sight = look(
      {
        type: 'AimGapAccepted',
        by: as('chief-nurse', 'ann'),
        data: { aim: 'aim-1', coverage: '0.5', gap: '10', plan: 'surgery joins', reviewOn: '2026-09-01' },
      },
      { type: 'AimRevised', data: { aim: 'aim-1', revision: 2, terms, reason: 'wider' } },
      { type: 'AimMandateWaived', data: { aim: 'aim-1', target: '20', reason: 'minute' } },
      { type: 'AimDropped', data: { aim: 'aim-1', reason: 'regional' } },
    );
    sight.asOf(first + 1).shows(({ tables }) => tables.aims.get('aim-1')?.gap, {
      revision: 1,
      coverage: '0.5',
      gap: '10',
      plan: 'surgery joins',
      reviewOn: '2026-09-01',
      by: as('chief-nurse', 'ann'),
      on: '2026-03-02',
      ordinal: first + 1,
    });
    sight.shows(({ tables }) => tables.aims.get('aim-1'), {
      id: 'aim-1',
      candidate: 'candidate-1',
      cycle: 'cycle-26',
      unit: 'board',
      terms,
      revision: 2,
      status: 'DROPPED',
      adoptedFor: 'the largest harm',
      override: null,
      scores: { executives: 1, advisory: 0, impact: '5', urgency: '4', feasibility: '3' },
      waiver: { target: '20', reason: 'minute', ordinal: first + 3 },
      dropped: { reason: 'regional', on: '2026-03-02', ordinal: first + 4 },
      gap: null,
      adoptedOn: '2026-03-02',
      since: 7,
      changedAt: first + 4,
    });
    sight.shows(
      ({ tables }) => tables.aimRevisions.of('aim-1').map(({ revision, reason }) => [revision, reason]),
      [
        [1, 'the largest harm'],
        [2, 'wider'],
      ],
    );
    sight.shows(({ tables }) => tables.aimsByCycle.of('cycle-26'), ['aim-1']);
  });
});
