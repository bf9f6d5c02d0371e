import { granted, wte } from '../draft.js';
import { later, on } from '../sample-year.js';
import type { ThreadScript } from '../thread.js';
import {
  accepts,
  agreedAfter,
  agreedAtOnce,
  answers,
  asks,
  bothSign,
  counters,
  gapAccepted,
  grantDelivered,
  renegotiates,
  serves,
} from '../turns.js';

const twoNurses = wte(2, 'falls nurses for the medical wards, days and evenings');

/** The day the surgical specialties begin to ask their wards, before they answer themselves. */
export const consulting = on(1, 8);

/** Falls with harm, from the board to the divisions and their directorates. */
export const fallsInDivisions: readonly ThreadScript[] = [
  {
    key: 'falls-med',
    under: { aim: 'falls' },
    receiver: 'med-lead',
    offer: {
      says: 'Cut falls with harm on the medical wards from {from} to {to} in the year.',
      measured: { by: 'falls-med', from: 318, to: 228, tolerance: 2 },
      means: ['A bedside assessment within six hours of arrival', 'Someone in every bay from 18:00 to 22:00'],
      because: 'Half of all falls with harm happen on the medical wards, and half of those in the evening.',
    },
    turns: [
      ...agreedAfter(
        on(0, 9),
        [
          { to: 254, asks: [wte(3, 'falls nurses for the medical wards, days and evenings')] },
          'A third fewer in one year has been done nowhere without extra hands. With three falls nurses we can promise a fifth.',
        ],
        [
          { to: 240, asks: [twoNurses], grants: [granted('falls-nurses', twoNurses, 'finance-director', on(2, 1))] },
          'Two posts are funded from the second month. I need more than a fifth for that: the rest comes from evenings, which cost rosters and not money.',
        ],
        [
          {
            to: 236,
            conditions: [{ id: 'nurses-in-post', text: 'Both falls nurses are in post', owner: 'people-director', due: on(3, 15) }],
            sure: 4,
          },
          'We go four further than you ask, on one condition: that the two are there by the middle of the third month.',
        ],
      ),
      grantDelivered(on(3, 8), 'falls-nurses', 'Both nurses began on Monday; they are on the evening roster of all medical wards.'),
      gapAccepted(
        on(2, 22),
        'Six falls are still without a home. The gastroenterology and cardiology wards have no baseline yet; they close the gap once they have.',
        on(12, 15),
      ),
    ],
  },
  {
    key: 'falls-sur',
    under: { aim: 'falls' },
    receiver: 'sur-lead',
    offer: {
      says: 'Cut falls with harm on the surgical wards from {from} to {to} in the year.',
      measured: { by: 'falls-sur', from: 142, to: 112, tolerance: 2 },
      means: ['Pain relief before the first walk after surgery', 'Low beds for everybody over 75 after a hip operation'],
      sure: 4,
      because: 'Most surgical falls come on the first night after an operation, and the means lie in our own hands.',
    },
    turns: [
      ...agreedAtOnce(on(0, 9)),
      gapAccepted(
        on(2, 24),
        'Day surgery and theatres have too few falls for a goal of their own; both report to the falls panel each week.',
        on(12, 15),
      ),
    ],
  },
  {
    key: 'falls-com',
    under: { aim: 'falls' },
    receiver: 'com-lead',
    offer: {
      says: 'Cut falls with harm in community beds from {from} to {to} in the year.',
      measured: { by: 'falls-com', from: 86, to: 66, tolerance: 1 },
      means: ['Strength and balance exercise every day at Millbrook', 'Glasses, hearing aids and slippers checked on arrival'],
      because: 'People come to us to walk again. They fall while they learn it, and we can be nearer when they do.',
    },
    turns: [
      serves(on(0, 10)),
      asks(on(0, 12), 'RECEIVER', 'Does a fall during a therapy session count, when the therapist lowers somebody to the floor?'),
      answers(on(0, 13), 'A lowering without harm does not count. If there is harm it counts, whoever was near.'),
      accepts(on(0, 16)),
      ...bothSign(on(0, 18)),
    ],
  },
  {
    key: 'falls-mh',
    under: { aim: 'falls' },
    receiver: 'mh-lead',
    offer: {
      says: 'Cut falls with harm on the mental health wards from {from} to {to} in the year.',
      measured: { by: 'falls-mh', from: 74, to: 56, tolerance: 1 },
      means: ['A medicines review of everybody over 65 within a week', 'Night lights on the way to the bathroom'],
      because: 'Medicines that calm also unsteady; nobody looks at both together today.',
    },
    turns: agreedAfter(on(0, 10), [
      { to: 62, sure: 4 },
      'Two of our six wards have one registered nurse at night. Until the posts are filled nobody can be in two corridors; 62 is what the medicines review alone will bring.',
    ]),
  },
  {
    key: 'falls-older',
    under: { goal: 'falls-med' },
    receiver: 'older-lead',
    offer: {
      says: 'Cut falls with harm among older people in hospital from {from} to {to}.',
      measured: { by: 'falls-older', from: 168, to: 120, tolerance: 2 },
      means: ['Bay nursing in the evening on all three wards', 'Open visiting at mealtimes and at dusk'],
      sure: 4,
      because: 'The three wards have tried bay nursing one week in four for half a year; those weeks had half the falls.',
    },
    turns: [
      ...agreedAtOnce(on(1, 9)),
      renegotiates(
        on(7, 6),
        'RECEIVER',
        { to: 134 },
        'Twenty beds were opened beside Larch Ward in the sixth month and nobody came with them. The promise was made for three wards, not for three and a half.',
      ),
      counters(
        on(7, 10),
        { to: 126 },
        'Half of the twenty beds close again within three months. I can defend 126 to the chief nurse, not 134.',
      ),
      accepts(on(7, 15)),
      ...bothSign(on(7, 17)),
      gapAccepted(
        on(7, 22),
        'The wards promise 35 of 42. The remaining seven are to come from the twenty beds themselves, reviewed when ten of them close.',
        on(12, 15),
      ),
    ],
  },
  {
    key: 'falls-acute',
    under: { goal: 'falls-med' },
    receiver: 'acute-lead',
    offer: {
      says: 'Cut falls with harm in acute and specialty medicine from {from} to {to}.',
      measured: { by: 'falls-acute', from: 126, to: 94, tolerance: 2 },
      means: ['The assessment goes with the patient from the front door', 'A huddle at 17:30 names who must not be alone'],
      because: 'Four of ten falls happen within a day of moving ward, when nobody knows the patient yet.',
    },
    turns: [
      ...agreedAfter(on(1, 10), [
        { to: 98 },
        'Two of our five wards count falls in their own way. With 98 I promise only what I can measure.',
      ]),
      gapAccepted(on(3, 4), 'Two wards first find out where they stand; they are revised to a number in the fifth month.', on(12, 15)),
    ],
  },
  {
    key: 'falls-surgspec',
    under: { goal: 'falls-sur' },
    receiver: 'surgspec-lead',
    offer: {
      says: 'Cut falls with harm in the surgical specialties from {from} to {to}.',
      measured: { by: 'falls-surgspec', from: 104, to: 76, tolerance: 1 },
      means: ['The first walk after surgery is never alone', 'Low beds on the trauma ward'],
      because: 'The trauma ward alone has sixty falls a year.',
    },
    turns: [
      serves(consulting),
      counters(
        later(consulting, 9),
        { to: 80 },
        'I asked both wards before I answer. Together they see 25 fewer, not 28: the low beds come only in the third month.',
      ),
      accepts(later(consulting, 12)),
      ...bothSign(later(consulting, 14)),
    ],
  },
  {
    key: 'falls-therapies',
    under: { goal: 'falls-com' },
    receiver: 'therapies-lead',
    offer: {
      says: 'Cut falls with harm in rehabilitation from {from} to {to}.',
      measured: { by: 'falls-therapies', from: 58, to: 42, tolerance: 1 },
      means: ['Exercise twice a day, also at weekends', 'A walking plan at every bed that visitors can read'],
      sure: 4,
      because: 'Weekends have as many falls as the rest of the week together.',
    },
    turns: agreedAtOnce(on(1, 13)),
  },
  {
    key: 'falls-nursing',
    under: { goal: 'falls-com' },
    receiver: 'nursing-lead',
    offer: {
      says: 'Everybody who comes home after a fall is seen at home within two days.',
      milestones: [
        ['list', 'The wards send a daily list of people going home after a fall', on(3, 15)],
        ['both-towns', 'Both teams visit within two days', on(7, 15)],
      ],
      supports: 'STRONG',
      means: ['One shared list with the wards', 'A visit slot kept free each afternoon'],
      because: 'One in five comes back with the next fall, mostly in the first week.',
    },
    turns: agreedAtOnce(on(1, 14)),
  },
];
