import { happened, told } from '#testing';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { readerOf } from './openness.reading.js';
import { administers, appoints, personStatus, timesInPosts } from './people.reading.js';

const { now } = told.trustAfter(
  happened<OrganisationEvents>(
    'organisation',
    'organisation',
    { type: 'HolderAppointed', data: { post: 'surgery', person: 'gus', from: '2025-05-01', to: null } },
    { type: 'HolderLeft', data: { post: 'surgery', person: 'gus', lastDay: '2025-06-30', reason: 'moved' } },
    { type: 'DeputyNamed', data: { post: 'ward-7', person: 'gus', from: '2025-07-01', to: '2025-12-31' } },
    { type: 'HolderAppointed', data: { post: 'ward-7-nurse', person: 'nobody', from: '2025-05-01', to: null } },
    { type: 'HolderLeft', data: { post: 'ward-7-nurse', person: 'nobody', lastDay: '2025-04-30', reason: 'entered in error' } },
  ),
);
const times = (person: string) =>
  timesInPosts(now(), person).map(({ post, as, tenure }) => `${as} of ${post.id} from ${tenure.from} to ${tenure.to ?? 'on'}`);

describe('How somebody stands in the record', () => {
  it('is every time they stood in a post, the latest first', () => {
    expect(times('gus')).toEqual(['DEPUTY of ward-7 from 2025-07-01 to 2025-12-31', 'HOLDER of surgery from 2025-05-01 to 2025-06-30']);
    expect(times('ben')).toEqual(['HOLDER of medicine from 2025-04-01 to on']);
  });

  it('does not count what was undone before it began', () => {
    expect([times('nobody'), personStatus(now(), 'nobody')]).toEqual([[], 'NEVER_IN_POST']);
  });

  it('is in a post, in none today, or never in one', () => {
    expect(['ben', 'rita', 'gus', 'stranger'].map((person) => personStatus(now(), person))).toEqual([
      'IN_POST',
      'IN_POST',
      'IN_NO_POST_TODAY',
      'NEVER_IN_POST',
    ]);
  });
});

describe('The directory', () => {
  const may = (right: typeof administers) =>
    ['adi', 'ann', 'ben', 'nia', 'dan', 'aud', 'gus'].filter((person) => right(readerOf(now(), person), now()));

  it('shows how people are reached to administrators alone', () => expect(may(administers)).toEqual(['adi']));
  it('shows newcomers to those who appoint people', () => expect(may(appoints)).toEqual(['adi', 'ann', 'ben']));
});
