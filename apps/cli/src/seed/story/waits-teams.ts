import { granted, wte } from '../draft.js';
import { ago, later, on } from '../sample-year.js';
import type { ThreadScript } from '../thread.js';
import {
  accepts,
  agreedAfter,
  agreedAtOnce,
  bothSign,
  closed,
  counters,
  milestoneDone,
  retracts,
  serves,
  signs,
  withdraws,
} from '../turns.js';

const bookingClerk = wte(1, 'a clerk who rings the districts that miss most');

/** Waiting over 18 weeks, from the directorates to the teams. */
export const waitsInTeams: readonly ThreadScript[] = [
  {
    key: 'waits-ophthalmology',
    under: { goal: 'waits-surgspec' },
    receiver: 'ophthalmology-lead',
    offer: {
      says: 'Bring the eye list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-ophthalmology', from: 2400, to: 1950, tolerance: 40 },
      means: ['Cataract lists on two Saturdays a month', 'Optometrists check the stable eyes'],
      sure: 4,
      because: 'Ten cataracts on a Saturday are ten people who can drive again.',
    },
    turns: agreedAtOnce(on(2, 22)),
  },
  {
    key: 'waits-ortho',
    under: { goal: 'waits-surgspec' },
    receiver: 'ortho-lead',
    offer: {
      says: 'Bring the orthopaedic list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-ortho', from: 2100, to: 1700, tolerance: 35 },
      means: ['Day-case knees', 'Physiotherapists see knees and backs first'],
      because: 'One in four on the list would rather have physiotherapy and was never asked.',
    },
    turns: agreedAfter(on(2, 25), [
      { to: 1750 },
      'Day-case knees need the step-down beds that surgery lends us only from the sixth month.',
    ]),
  },
  {
    key: 'waits-ent',
    under: { goal: 'waits-surgspec' },
    receiver: 'ent-lead',
    offer: {
      says: 'Bring the ear, nose and throat list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-ent', from: 1500, to: 1300, tolerance: 30 },
      means: ['One-stop clinics for children', 'A nurse sees ears that only need cleaning'],
      because: 'We asked for time to find a second consultant. She has come.',
    },
    turns: [serves(ago(26)), accepts(ago(16)), signs(ago(14), 'GIVER')],
  },
  {
    key: 'waits-booking',
    under: { goal: 'waits-outpat' },
    receiver: 'booking-lead',
    offer: {
      says: 'Cut appointments not attended from {from} to {to}.',
      measured: { by: 'not-attended', from: 0.094, to: 0.07, tolerance: 0.003 },
      means: ['A text message that can be answered', 'A call to whoever has missed twice'],
      asks: [bookingClerk],
      grants: [granted('clerk', bookingClerk, 'sur-lead', on(4, 10))],
      because: 'People miss appointments they never knew they had.',
    },
    turns: agreedAtOnce(on(2, 26)),
  },
  {
    key: 'waits-imaging',
    under: { goal: 'waits-outpat' },
    receiver: 'imaging-lead',
    offer: {
      says: 'No appointment is booked before its scan is reported.',
      milestones: [['rule', 'The rule holds in all clinics', on(11, 20)]],
      supports: 'MEDIUM',
      means: ['Clinics see the state of a report while they book'],
      because: 'One in twelve appointments is wasted because the scan is not there.',
    },
    turns: [serves(ago(7))],
  },
  {
    key: 'waits-endoscopy',
    under: { goal: 'waits-outpat' },
    receiver: 'endoscopy-lead',
    offer: {
      says: 'Endoscopy works on Sundays.',
      milestones: [['sundays', 'Two lists each Sunday', on(8, 15)]],
      supports: 'MEDIUM',
      means: ['Two lists each Sunday, staffed from the week'],
      because: 'Six scopes stand still for two days of seven.',
    },
    turns: [
      serves(on(4, 6)),
      counters(
        on(4, 10),
        { milestones: [['sundays', 'One list each Sunday', on(9, 15)]] },
        'One list, and only if estates can heat the building on a Sunday.',
      ),
      withdraws(
        on(5, 12),
        'The county opens a diagnostic centre that does this seven days a week. Two Sunday services would be one too many.',
      ),
    ],
  },
  {
    key: 'waits-main-theatres',
    under: { goal: 'waits-theatres' },
    receiver: 'main-theatres-lead',
    offer: {
      says: 'Every morning list begins by 08:45.',
      milestones: [
        ['four', 'Four theatres begin by 08:45 on nine of ten days', on(4, 24)],
        ['all', 'All seven do', on(8, 21)],
      ],
      supports: 'STRONG',
      means: ['The first patient is known by 16:00 the day before', 'The team meets at the patient and not at the board'],
      sure: 4,
      because: 'The first patient decides the day.',
    },
    turns: [
      ...agreedAtOnce(on(2, 27)),
      milestoneDone(on(4, 23), 'four', 'Theatres 1, 2, 4 and 5: 92% over four weeks, from the theatre system.'),
    ],
  },
  {
    key: 'waits-day-surgery',
    under: { goal: 'waits-theatres' },
    receiver: 'day-surgery-lead',
    offer: {
      says: 'Two standby patients are ready for every day surgery list.',
      milestones: [['standby', 'No list loses a slot to a late cancellation for a month', on(6, 26)]],
      supports: 'MEDIUM',
      means: ['Standby patients live within half an hour and choose it themselves'],
      due: on(7, 30),
      sure: 4,
      because: 'Forty slots a month are lost to a phone call at seven in the morning.',
    },
    turns: [
      ...agreedAtOnce(on(2, 28)),
      milestoneDone(on(6, 24), 'standby', 'No slot lost in the fifth month; one in the sixth, when the road was closed.'),
      closed(
        on(7, 24),
        'ACHIEVED',
        'Two months with one lost slot in all; the standby list is part of the booking rules now.',
        'Done, and part of the daily work. Nobody needs to report it any longer.',
      ),
    ],
  },
  {
    key: 'waits-preop',
    under: { goal: 'waits-theatres' },
    receiver: 'preop-lead',
    offer: {
      says: 'Everybody is assessed online three weeks before surgery.',
      milestones: [['online', 'The online questionnaire is open to all', on(5, 22)]],
      supports: 'STRONG',
      means: ['An online questionnaire from Digital Services', 'A call where an answer needs one'],
      needs: ['pledge-preop'],
      because: 'One in nine operations is cancelled on the day for something we could have known.',
    },
    turns: [
      serves(on(2, 27)),
      counters(
        later(on(2, 27), 9),
        {
          says: 'Everybody is assessed three weeks before surgery, on paper or by phone.',
          milestones: [
            ['paper', 'The paper questionnaire goes out with every date', on(4, 22)],
            ['calls', 'Nobody is called later than three weeks before', on(7, 22)],
          ],
          means: ['A paper questionnaire with every date', 'Two nurses call from 16:00 to 20:00'],
          needs: [],
          supports: 'MEDIUM',
        },
        'Digital Services has refused, with reasons I understand. Paper is slower and it exists.',
      ),
      accepts(later(on(2, 27), 12)),
      ...bothSign(later(on(2, 27), 14)),
      milestoneDone(on(4, 21), 'paper', 'Goes out with every letter since the first of the month.'),
    ],
  },
  {
    key: 'waits-cmht-aldermoor',
    under: { goal: 'waits-mhcom' },
    receiver: 'cmht-aldermoor-lead',
    offer: {
      says: 'Bring the Aldermoor list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-cmht-aldermoor', from: 520, to: 390, tolerance: 10 },
      means: ['A first talk within four weeks', 'Friday mornings are for the longest waiters only'],
      sure: 4,
      because: 'The oldest referral on the list has had three birthdays.',
    },
    turns: agreedAtOnce(on(2, 29)),
  },
  {
    key: 'waits-cmht-vale',
    under: { goal: 'waits-mhcom' },
    receiver: 'cmht-vale-lead',
    offer: {
      says: 'Vale shares its list with Aldermoor, so that the next free talk goes to whoever waits longest.',
      milestones: [['one-list', 'The two teams work from one list', on(11, 28)]],
      supports: 'STRONG',
      means: ['One list, two places'],
      because: 'It takes nine weeks in Aldermoor and twenty-two in Vale, six miles away.',
    },
    turns: [serves(ago(20))],
  },
  {
    key: 'waits-crisis',
    under: { goal: 'waits-mhcom' },
    receiver: 'crisis-lead',
    offer: {
      says: 'Nobody in the crisis team’s care waits for a community team to take over.',
      milestones: [['handover', 'Every handover within a week', on(6, 19)]],
      supports: 'MEDIUM',
      means: ['The next appointment is made before the last one ends'],
      because: 'We keep forty people in crisis care because nobody can take them.',
    },
    turns: [...agreedAtOnce(on(3, 3)), milestoneDone(on(6, 18), 'handover', 'All but two of 44 within a week in the last month.')],
  },
  {
    key: 'waits-camhs',
    under: { goal: 'waits-ldcyp' },
    receiver: 'camhs-lead',
    offer: {
      says: 'Bring the list of young people over 18 weeks from {from} to {to}.',
      measured: { by: 'waits-camhs', from: 600, to: 450, tolerance: 10 },
      means: ['Parents’ evenings', 'Schools refer on one form'],
      because: 'We have tried the parents’ evenings once. Sixty came, and forty needed no more.',
    },
    turns: [
      serves(on(3, 2)),
      accepts(on(3, 6)),
      retracts(on(3, 9), 'RECEIVER', 'I accepted on Friday, and on Monday two of my eleven gave notice. I cannot sign 450 today.'),
      counters(
        on(3, 13),
        { to: 480 },
        'With nine people, 480. If the two posts are filled by the sixth month I come back of my own accord.',
      ),
      accepts(on(3, 17)),
      ...bothSign(on(3, 19)),
    ],
  },
  {
    key: 'waits-msk',
    under: { goal: 'waits-therapies' },
    receiver: 'msk-lead',
    offer: {
      says: 'Bring the physiotherapy list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-msk', from: 900, to: 680, tolerance: 15 },
      means: ['People refer themselves online or by phone', 'Three groups a week in each town'],
      sure: 5,
      because: 'The waiting list is mostly our own form.',
    },
    turns: agreedAtOnce(on(3, 4)),
  },
];
