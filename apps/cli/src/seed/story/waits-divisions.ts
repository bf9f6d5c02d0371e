import { on } from '../sample-year.js';
import type { ThreadScript } from '../thread.js';
import { accepts, agreedAfter, agreedAtOnce, declines, gapAccepted, milestoneDone, serves, signs } from '../turns.js';

/** Waiting over 18 weeks, from the board to the divisions and their directorates. */
export const waitsInDivisions: readonly ThreadScript[] = [
  {
    key: 'waits-sur',
    under: { aim: 'waits' },
    receiver: 'sur-lead',
    offer: {
      says: 'Bring the surgical list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-sur', from: 9600, to: 6900, tolerance: 120 },
      means: ['A validated list every week', 'Evening clinics in the three longest specialties', 'Theatre lists that start on time'],
      because: 'Two of three people who wait too long wait for surgery.',
    },
    turns: agreedAfter(
      on(0, 10),
      [{ to: 7600 }, 'Evening clinics need consultants who are at home in the evening. I have asked them; 7,600 is what they offer.'],
      [
        { to: 7300 },
        'A tenth of all appointments are not attended. Reminders alone are worth three hundred people; they need no consultant.',
      ],
    ),
  },
  {
    key: 'waits-mh',
    under: { aim: 'waits' },
    receiver: 'mh-lead',
    offer: {
      says: 'Bring the mental health list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-mh', from: 1800, to: 1350, tolerance: 30 },
      means: ['A first talk within four weeks, on the phone if people like', 'One list instead of five'],
      because: 'People wait five times, once for each team that sends them on.',
    },
    turns: agreedAtOnce(on(0, 11)),
  },
  {
    key: 'waits-com',
    under: { aim: 'waits' },
    receiver: 'com-lead',
    offer: {
      says: 'Bring the community list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-com', from: 1500, to: 1150, tolerance: 25 },
      means: ['People refer themselves to physiotherapy', 'Group sessions for the three most frequent complaints'],
      sure: 4,
      because: 'A third of those who wait need advice and exercise, not an appointment.',
    },
    turns: [serves(on(0, 11)), accepts(on(0, 17)), signs(on(0, 19), 'GIVER', 'DEPUTY'), signs(on(0, 20), 'RECEIVER')],
  },
  {
    key: 'waits-med',
    under: { aim: 'waits' },
    receiver: 'med-lead',
    offer: {
      says: 'Bring the medical list over 18 weeks from 1,300 to 1,000 people.',
      measured: { by: 'waits', from: 14_200, to: 13_900, tolerance: 50 },
      means: ['Advice by letter instead of a visit, where that is enough'],
      because: 'The list is short, and it is still thirteen hundred people.',
    },
    turns: [
      serves(on(0, 12)),
      declines(
        on(0, 19),
        'The division has taken three aims out of four. I would rather decline the fourth openly than sign it and let it lie. Ask me again when four-hour care stands.',
      ),
    ],
  },
  {
    key: 'waits-surgspec',
    under: { goal: 'waits-sur' },
    receiver: 'surgspec-lead',
    offer: {
      says: 'Bring the list of the surgical specialties over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-surgspec', from: 6900, to: 5700, tolerance: 90 },
      means: ['Evening clinics', 'High-volume cataract lists on Saturdays'],
      because: 'Four specialties hold seven of ten surgical waiters.',
    },
    turns: [
      ...agreedAtOnce(on(1, 13)),
      gapAccepted(on(3, 9), 'General surgery has no goal of its own on waiting; it lends its lists on Fridays instead.', on(12, 15)),
    ],
  },
  {
    key: 'waits-outpat',
    under: { goal: 'waits-sur' },
    receiver: 'outpat-lead',
    offer: {
      says: 'Cut appointments not attended from {from} to {to}.',
      measured: { by: 'not-attended', from: 0.094, to: 0.07, tolerance: 0.003 },
      adds: [
        '600',
        'Of 31,000 appointments a month 740 more are kept; four of five go to people who wait over 18 weeks, and one patient needs on average one appointment less.',
      ],
      means: ['A reminder that can be answered', 'Travel help for the four districts that miss most'],
      sure: 4,
      because: 'An empty chair is the cheapest appointment there is.',
    },
    turns: agreedAtOnce(on(1, 14)),
  },
  {
    key: 'waits-theatres',
    under: { goal: 'waits-sur' },
    receiver: 'theatres-lead',
    offer: {
      says: 'Use {to} of planned theatre time, up from {from}.',
      measured: { by: 'theatre-use', from: 0.76, to: 0.84, tolerance: 0.01 },
      adds: [
        '400',
        'Eight points more of 96,000 minutes a month are two operations a day, about 500 in the year; four of five are people who wait over 18 weeks.',
      ],
      means: ['The first patient is known the evening before', 'The anaesthetic begins at 08:30'],
      because: 'We lose more time before nine than after five.',
    },
    turns: agreedAfter(on(1, 15), [
      {
        adds: [
          '500',
          'Eight points more of 96,000 minutes a month are two operations a day, about 500 in the year; the lists are filled from those who wait longest.',
        ],
      },
      'If we fill the lists from the longest waiters, as we should, all five hundred count.',
    ]),
  },
  {
    key: 'waits-mhcom',
    under: { goal: 'waits-mh' },
    receiver: 'mhcom-lead',
    offer: {
      says: 'Bring the list of the community teams over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-mhcom', from: 1200, to: 900, tolerance: 20 },
      means: ['A first talk within four weeks', 'The two teams share one list'],
      because: 'A first talk is often the help itself.',
    },
    turns: agreedAtOnce(on(1, 16)),
  },
  {
    key: 'waits-ldcyp',
    under: { goal: 'waits-mh' },
    receiver: 'ldcyp-lead',
    offer: {
      says: 'Bring the list of young people over 18 weeks from {from} to {to}.',
      measured: { by: 'waits-camhs', from: 600, to: 450, tolerance: 10 },
      means: ['Schools refer on one form', 'Parents’ evenings in place of a first appointment'],
      because: 'Eighteen weeks are a school term.',
    },
    turns: agreedAtOnce(on(1, 17)),
  },
  {
    key: 'waits-therapies',
    under: { goal: 'waits-com' },
    receiver: 'therapies-lead',
    offer: {
      says: 'Bring the physiotherapy list over 18 weeks from {from} to {to} people.',
      measured: { by: 'waits-msk', from: 900, to: 680, tolerance: 15 },
      means: ['People refer themselves', 'Groups for backs, knees and shoulders'],
      sure: 4,
      because: 'Most who come need three exercises and somebody who believes in them.',
    },
    turns: agreedAtOnce(on(1, 20)),
  },
  {
    key: 'waits-nursing',
    under: { goal: 'waits-com' },
    receiver: 'nursing-lead',
    offer: {
      says: 'Leg ulcer and continence clinics open in every market town.',
      adds: ['130', 'The two clinics hold 210 people over 18 weeks; two more towns see 130 of them by the end of the year.'],
      milestones: [
        ['first', 'The clinic in Vale opens', on(4, 17)],
        ['second', 'The clinic at Millbrook opens', on(9, 10)],
      ],
      supports: 'STRONG',
      means: ['Rooms in two general practices', 'One nurse less on the road each afternoon'],
      because: 'Half of the wait is our driving.',
    },
    turns: [...agreedAtOnce(on(1, 21)), milestoneDone(on(4, 16), 'first', 'Opened with eleven people on the first afternoon.')],
  },
];
