import type { EventOf } from '#kernel';
import { story } from '#testing';
import { seal, sealCodes } from './seal.decider.js';
import { isOfTheRecord, type SealEvents } from './seal.events.js';

const { given, provoked } = story(seal);
const digest = 'c7c000e5abe6e54137a79b422b5a08eb67288965638b78344961fe4322ec4ee7';
const asked = { ordinal: 12, lastEventId: 'event-of-12', digest, unsealed: 12, reason: 'board meeting of 2 April' };
const placed = (ordinal: number, previousSeal: string | null): EventOf<SealEvents> => ({
  type: 'SealPlaced',
  data: { ordinal, lastEventId: `event-of-${ordinal}`, digest, previousSeal },
});

describe('the seals of a log', () => {
  it('fix the chain at a position, the first one with none before it', () => given().when('PlaceSeal', asked).then(placed(12, null)));

  it('name the seal before, so that one which was taken away is missed', () => {
    given(placed(3, null), placed(8, 'event-1')).when('PlaceSeal', asked).then(placed(12, 'event-2'));
  });

  it('need no reason where the schedule asks', () => {
    const { reason: _reason, ...bySchedule } = asked;
    given().when('PlaceSeal', bySchedule).then(placed(12, null));
  });

  it('have a reason that says something, where one is given', () => {
    given()
      .when('PlaceSeal', { ...asked, reason: 'x'.repeat(2_001) })
      .refused('TextTooLong', 'shorten it');
    given()
      .when('PlaceSeal', { ...asked, reason: ' '.repeat(2_001) })
      .refused('TextMissing');
  });

  it('reach further each time', () => {
    given(placed(12, null)).when('PlaceSeal', asked).refused('SealStepsBack', 'position 12');
    given(placed(40, null)).when('PlaceSeal', asked).refused('SealStepsBack', 'reaches to 40');
  });

  it('are not placed where nothing was recorded but the record’s own events', () => {
    given(placed(10, null))
      .when('PlaceSeal', { ...asked, unsealed: 0 })
      .refused('NothingToSeal', 'reaches to position 10');
    expect(['seal.placed', 'access.recorded', 'goal.closed', 'log.opened', 'sealing.x'].filter(isOfTheRecord)).toEqual([
      'seal.placed',
      'access.recorded',
    ]);
  });
});

describe('every refusal of a seal', () => {
  it('was provoked above', () => expect(provoked()).toEqual([...sealCodes].sort()));
});
