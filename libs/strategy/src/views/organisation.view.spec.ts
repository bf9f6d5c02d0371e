import { happened, logOf, seen, trust } from '#testing';
import { lineOf, leadOf } from '../organisation/line.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { organisationView, settingsAtFirst, theOrganisation } from './organisation.view.js';
import { standsFor, structureOf } from './structure.js';

type Event = Parameters<typeof happened<OrganisationEvents>>[2];
const look = (...events: Event[]) => seen(organisationView)(...logOf(happened<OrganisationEvents>('organisation', 'trust', ...events)));

const added: Event = { type: 'UnitAdded', data: { unit: 'medicine', name: 'Medicine', kind: 'division', parent: null, code: 'MED' } };
const postAdded = (post: string): Event => ({
  type: 'PostAdded',
  data: { post, unit: 'medicine', title: post, role: 'LEAD', leads: post === 'lead' },
});

describe('the organisation view', () => {
  it('shows units with their names of the day', () => {
    const sight = look(added, { type: 'UnitRenamed', data: { unit: 'medicine', name: 'Medicine and Care', reason: 'joined' } });
    const unit = { id: 'medicine', name: 'Medicine and Care', kind: 'division', parent: null, code: 'MED', since: 1, changedAt: 2 };
    sight.shows(({ tables }) => tables.units.get('medicine'), unit);
    sight.asOf(1).shows(({ tables }) => tables.units.get('medicine')?.name, 'Medicine');
  });

  it('leaves out what was entered in error, and still knows it in the past', () => {
    const sight = look(
      added,
      postAdded('lead'),
      { type: 'PostEnteredInError', data: { post: 'lead', reason: 'twice' } },
      { type: 'UnitEnteredInError', data: { unit: 'medicine', reason: 'twice' } },
    );
    sight.shows(({ tables }) => [tables.units.has('medicine'), tables.posts.has('lead')], [false, false]);
    sight.asOf(2).shows(({ tables }) => [tables.units.has('medicine'), tables.posts.has('lead')], [true, true]);
  });

  it('lets whoever was named by mistake never have stood in a post, and still knows it in the past', () => {
    const sight = look(
      added,
      postAdded('lead'),
      { type: 'DeputyNamed', data: { post: 'lead', person: 'dora', from: '2026-11-23', to: null } },
      { type: 'DeputyStoodDown', data: { post: 'lead', person: 'dora', lastDay: '2026-11-22', reason: 'the wrong Dora' } },
    );
    sight.shows(({ tables }) => tables.posts.get('lead')?.deputies, []);
    sight.asOf(3).shows(({ tables }) => tables.posts.get('lead')?.deputies, [{ person: 'dora', from: '2026-11-23', to: null }]);
  });

  it('keeps everybody who stood in a post, from when to when', () => {
    const sight = look(
      added,
      postAdded('lead'),
      { type: 'HolderAppointed', data: { post: 'lead', person: 'ann', from: '2025-04-01', to: null } },
      { type: 'DeputyNamed', data: { post: 'lead', person: 'dora', from: '2025-04-01', to: null } },
      { type: 'HolderLeft', data: { post: 'lead', person: 'ann', lastDay: '2026-01-31', reason: 'retires' } },
      { type: 'ActingHolderNamed', data: { post: 'lead', person: 'cy', from: '2026-02-01', to: null, reason: 'until filled' } },
      { type: 'DeputyStoodDown', data: { post: 'lead', person: 'dora', lastDay: '2026-03-31', reason: 'moves' } },
      { type: 'ActingHolderStoodDown', data: { post: 'lead', person: 'cy', lastDay: '2026-05-31', reason: 'filled' } },
      { type: 'PostRetitled', data: { post: 'lead', title: 'Director', reason: 'clearer' } },
    );
    sight.shows(({ tables }) => tables.posts.get('lead'), {
      id: 'lead',
      unit: 'medicine',
      title: 'Director',
      role: 'LEAD',
      leads: true,
      closed: null,
      holders: [{ person: 'ann', from: '2025-04-01', to: '2026-01-31' }],
      deputies: [{ person: 'dora', from: '2025-04-01', to: '2026-03-31' }],
      acting: [{ person: 'cy', from: '2026-02-01', to: '2026-05-31' }],
      since: 2,
      changedAt: 9,
    });
    sight.shows(({ tables }) => ['ann', 'dora', 'cy'].map((person) => tables.postsByPerson.of(person)), [['lead'], ['lead'], ['lead']]);
    sight.asOf(4).shows(({ tables }) => tables.posts.get('lead')?.holders[0]?.to, null);
  });

  it('says which closed posts a post stands for, from their closing day on', () => {
    const sight = look(added, postAdded('lead'), postAdded('successor'), {
      type: 'PostClosed',
      data: { post: 'lead', successor: 'successor', on: '2026-06-01', reason: 'merged' },
    });
    sight.shows((moment) => standsFor(moment, 'successor', '2026-05-31'), ['successor']);
    sight.shows((moment) => standsFor(moment, 'successor', '2026-06-01'), ['successor', 'lead']);
  });

  it('knows by which digest of a name somebody signs in, and knew at any time', () => {
    const bound = (digest: string | null) => ({ type: 'SignInBound', data: { person: 'ann', digest, reason: 'r' } }) as const;
    const sight = look(added, bound('one'), bound('two'), bound(null));
    sight.shows(({ tables }) => tables.signIns.get('ann'), { digest: null });
    sight.asOf(3).shows(({ tables }) => tables.signIns.get('ann'), { digest: 'two' });
    sight.asOf(1).shows(({ tables }) => tables.signIns.get('ann'), undefined);
  });

  it('begins with an April year and follows what the organisation says', () => {
    look(added).shows(({ tables }) => tables.settings.get(theOrganisation), undefined);
    expect(settingsAtFirst.financialYearStart).toBe(4);
    look(
      { type: 'CalendarChanged', data: { closed: ['2026-12-24'], open: [], reason: 'Christmas' } },
      { type: 'OrganisationNamed', data: { name: 'Northmoor', financialYearStart: 1 } },
      { type: 'FinalArbiterNamed', data: { post: 'lead', reason: 'minute' } },
      {
        type: 'ChartConventionChosen',
        data: { preset: 'nhsr-0.2', shiftPoints: 7, trendPoints: null, rulesVersion: 1, reason: 'as before' },
      },
    ).shows(({ tables }) => tables.settings.get(theOrganisation), {
      name: 'Northmoor',
      financialYearStart: 1,
      finalArbiter: 'lead',
      closed: ['2026-12-24'],
      open: [],
      charts: { preset: 'nhsr-0.2', shiftPoints: 7, trendPoints: null, rulesVersion: 1, since: 4 },
    });
    expect(settingsAtFirst.charts).toEqual({ preset: 'mdc-2.6', shiftPoints: null, trendPoints: null, rulesVersion: 1, since: 0 });
  });

  it('reads as a structure: lines, leads and the final arbiter', () => {
    const sight = seen(organisationView)(...trust.trustLog().filter(({ stream }) => stream === 'organisation-trust'));
    sight.shows((moment) => lineOf(structureOf(moment), 'ward-7-unit'), ['ward-7-unit', 'medicine-unit', 'operations', 'board']);
    sight.shows((moment) => leadOf(structureOf(moment), 'medicine-unit', '2026-04-01'), 'medicine');
    sight.shows((moment) => structureOf(moment).finalArbiter, 'chief-executive');
    sight.asOf(1).shows((moment) => structureOf(moment).finalArbiter, null);
  });
});
