import { money, granted, support } from '../draft.js';
import { ago, later, on } from '../sample-year.js';
import type { ThreadScript } from '../thread.js';
import {
  accepts,
  agreedAfter,
  agreedAtOnce,
  answers,
  asks,
  bothSign,
  confirms,
  counters,
  grantDelivered,
  milestoneDone,
  releases,
  serves,
} from '../turns.js';
import { consulting } from './falls-divisions.js';

const lowBeds = money(18_000, 'twelve low beds for the trauma ward');

/** Falls with harm, from the directorates to the wards. */
export const fallsInTeams: readonly ThreadScript[] = [
  {
    key: 'falls-larch',
    under: { goal: 'falls-older' },
    receiver: 'larch-lead',
    offer: {
      says: 'Cut falls with harm on Larch Ward from {from} to {to}.',
      measured: { by: 'falls-larch', from: 54, to: 36, tolerance: 1 },
      means: ['One of us sits in each bay from 18:00', 'A red blanket for whoever must not walk alone'],
      sure: 4,
      because: 'In our trial weeks nobody fell between six and ten.',
    },
    turns: [
      serves(on(2, 4)),
      asks(on(2, 6), 'RECEIVER', 'May we move our handover from 19:30 to 17:30, so that two shifts overlap at dusk?'),
      answers(on(2, 7), 'Yes, for the three months until we see whether it helps. The unions agree.'),
      accepts(on(2, 11)),
      ...bothSign(on(2, 13)),
      confirms(on(7, 27)),
    ],
  },
  {
    key: 'falls-stroke',
    under: { goal: 'falls-older' },
    receiver: 'stroke-lead',
    offer: {
      says: 'Cut falls with harm on the Stroke Unit from {from} to {to}.',
      measured: { by: 'falls-stroke', from: 38, to: 28, tolerance: 1 },
      means: ['Therapists put the walking aid on the good side', 'A toilet round every two hours at night'],
      because: 'Most of our falls are on the way to the bathroom, on the weak side.',
    },
    turns: [...agreedAtOnce(on(2, 5)), confirms(on(7, 28))],
  },
  {
    key: 'falls-frailty',
    under: { goal: 'falls-older' },
    receiver: 'frailty-lead',
    offer: {
      says: 'Cut falls with harm on the Frailty Assessment Unit from {from} to {to}.',
      measured: { by: 'falls-frailty', from: 26, to: 19, tolerance: 1 },
      means: ['Blood pressure lying and standing on arrival', 'Shoes from home, asked for on the phone'],
      because: 'A third of those who fall here had a drop in blood pressure that nobody had measured.',
    },
    turns: agreedAtOnce(on(2, 6)),
  },
  {
    key: 'falls-amu',
    under: { goal: 'falls-acute' },
    receiver: 'amu-lead',
    offer: {
      says: 'Cut falls with harm on the Acute Medical Unit from {from} to {to}.',
      measured: { by: 'falls-amu', from: 46, to: 33, tolerance: 1 },
      means: ['Assessment within six hours, checked at the board round', 'Nobody over 75 in the side rooms at night'],
      because: 'We move forty people a day, and falls follow moves.',
    },
    turns: agreedAfter(on(2, 7), [
      { to: 34, milestones: [['rounds', 'The evening board round names everybody at risk', on(4, 15)]] },
      'One fewer, and a milestone you can see from outside: the board round.',
    ]).concat(milestoneDone(on(4, 11), 'rounds', 'Observed by the improvement coach on five evenings in a row.')),
  },
  {
    key: 'falls-resp',
    under: { goal: 'falls-acute' },
    receiver: 'resp-lead',
    offer: {
      says: 'Cut falls with harm on Cedar Ward from {from} to {to}.',
      measured: { by: 'falls-resp', from: 34, to: 26, tolerance: 1 },
      means: ['Oxygen tubing shortened and clipped to the bed', 'Two-hourly rounds at night'],
      because: 'Every third fall on the ward begins with a foot in the tubing.',
    },
    turns: agreedAtOnce(on(2, 8)),
  },
  {
    key: 'falls-gastro',
    under: { goal: 'falls-acute' },
    receiver: 'gastro-lead',
    offer: {
      says: 'Hazelwood Ward finds out how often people fall there, and why.',
      baselineBy: on(5, 28),
      means: ['Every fall is counted by the rules of the falls panel', 'Three months are looked back on with the panel'],
      because: 'The ward counted only falls with a fracture. Nobody can promise a third of a number that is not known.',
    },
    turns: agreedAtOnce(on(2, 11)),
  },
  {
    key: 'falls-cardio',
    under: { goal: 'falls-acute' },
    receiver: 'cardio-lead',
    offer: {
      says: 'Alder Ward counts its falls by the rules of the panel and names a target by the end of the year.',
      baselineBy: on(12, 10),
      means: ['The ward’s two counts become one', 'The panel looks at every fall'],
      because: 'The ward was promised time until its refurbishment was over. It is over.',
    },
    turns: [serves(ago(19))],
  },
  {
    key: 'falls-ortho',
    under: { thread: 'falls-surgspec' },
    receiver: 'ortho-lead',
    offer: {
      says: 'Cut falls with harm in trauma and orthopaedics from {from} to {to}.',
      measured: { by: 'falls-ortho', from: 62, to: 44, tolerance: 1 },
      means: ['The first walk is never alone', 'Low beds after hip surgery'],
      because: 'I ask you before I sign myself: what can the ward promise?',
    },
    turns: [
      serves(later(consulting, 3)),
      accepts(later(consulting, 7)),
      counters(
        later(consulting, 10),
        { to: 46, asks: [lowBeds], grants: [granted('low-beds', lowBeds, 'sur-lead', on(3, 15))] },
        'I have asked my own director for less than before, because the low beds come late. So I ask less of you, and bring the beds.',
      ),
      accepts(later(consulting, 13)),
      ...bothSign(later(consulting, 18)),
      grantDelivered(on(3, 14), 'low-beds', 'Twelve beds delivered and in use on both bays of the trauma ward.'),
    ],
  },
  {
    key: 'falls-gensurg',
    under: { thread: 'falls-surgspec' },
    receiver: 'gensurg-lead',
    offer: {
      says: 'Cut falls with harm in general surgery from {from} to {to}.',
      measured: { by: 'falls-gensurg', from: 42, to: 33, tolerance: 1 },
      means: ['Pain relief half an hour before the first walk', 'Drips on a stand that rolls'],
      because: 'Your own count of last year says that seven of ten falls were on the first walk.',
    },
    turns: [serves(later(consulting, 11)), accepts(later(consulting, 15)), ...bothSign(later(consulting, 18))],
  },
  {
    key: 'falls-millbrook',
    under: { goal: 'falls-therapies' },
    receiver: 'millbrook-lead',
    offer: {
      says: 'Cut falls with harm at Millbrook from {from} to {to}.',
      measured: { by: 'falls-millbrook', from: 44, to: 31, tolerance: 1 },
      means: ['Exercise on Saturdays and Sundays', 'A therapist at the evening meal'],
      sure: 5,
      because: 'Families ask for weekends. So do the people who want to go home on Monday.',
    },
    turns: agreedAtOnce(on(2, 12)),
  },
  {
    key: 'falls-front-door',
    kind: 'BOTTOM_UP',
    under: { goal: 'falls-therapies' },
    receiver: 'falls-service-lead',
    offer: {
      says: 'A physiotherapist sees everybody who comes to Millbrook after a fall on the day they arrive.',
      adds: [
        '3',
        'Of twelve people a year who fell in their first week at Millbrook, nine had not been seen; a third of those falls can be expected to go.',
      ],
      milestones: [
        ['first', 'The first ten people are seen on the day', on(4, 20)],
        ['all', 'Nobody waits until the next day', on(8, 12)],
      ],
      supports: 'MEDIUM',
      means: ['One of us begins the day at Millbrook', 'The ward tells us by ten who is coming'],
      sure: 4,
      because: 'This is our own idea. We see the same people in clinic six weeks later, with the fracture.',
    },
    turns: [
      ...agreedAtOnce(on(2, 14)),
      milestoneDone(on(4, 18), 'first', 'Ten of ten seen; two were sent on to the eye clinic the same day.'),
      milestoneDone(on(8, 11), 'all', 'In the last month all 31 were seen on the day they came.'),
    ],
  },
  {
    key: 'falls-dn-aldermoor',
    under: { goal: 'falls-nursing' },
    receiver: 'dn-aldermoor-lead',
    offer: {
      says: 'Aldermoor visits everybody within two days of coming home after a fall.',
      milestones: [
        ['slots', 'A slot is free every afternoon', on(3, 20)],
        ['two-days', 'Nine of ten are seen within two days', on(7, 10)],
      ],
      supports: 'STRONG',
      means: ['Afternoon rounds planned around the list'],
      because: 'We lose most time looking for who has gone home.',
    },
    turns: [
      ...agreedAtOnce(on(2, 15)),
      milestoneDone(on(3, 19), 'slots', 'Two slots each afternoon since the fifteenth.'),
      milestoneDone(on(7, 9), 'two-days', '58 of 62 people in the last month.'),
    ],
  },
  {
    key: 'falls-dn-vale',
    under: { goal: 'falls-nursing' },
    receiver: 'dn-vale-lead',
    offer: {
      says: 'Vale visits everybody within two days of coming home after a fall.',
      milestones: [['two-days', 'Nine of ten are seen within two days', on(7, 10)]],
      supports: 'STRONG',
      means: ['Afternoon rounds planned around the list'],
      because: 'The same as Aldermoor, over twice the distance.',
    },
    turns: [
      ...agreedAtOnce(on(2, 15)),
      releases(on(8, 5), 'RECEIVER', 'The county council took over visits after falls in Vale with its own reablement team.'),
      releases(on(8, 8), 'GIVER', 'The county council took over visits after falls in Vale with its own reablement team.'),
    ],
  },
  {
    key: 'falls-willow',
    under: { goal: 'falls-mh' },
    receiver: 'willow-lead',
    offer: {
      says: 'Night lights and low beds for everybody over 65 on Willow Ward.',
      milestones: [
        ['lights', 'Lights along the floor to every bathroom', on(4, 10)],
        ['beds', 'Six low beds are in use', on(6, 12)],
      ],
      supports: 'MEDIUM',
      means: ['Lights from the charity’s fund', 'Beds lent by Larch Ward until ours come'],
      asks: [support('Larch Ward shows us how it uses low beds')],
      grants: [granted('larch-shows', support('Larch Ward shows us how it uses low beds'), 'older-lead', on(3, 20))],
      because: 'Every fall at night was in the dark.',
    },
    turns: [
      ...agreedAtOnce(on(2, 18)),
      grantDelivered(on(3, 18), 'larch-shows', 'Two afternoons on Larch Ward, four of us each time.'),
      milestoneDone(on(4, 9), 'lights', 'Installed on all corridors, seen by the estates manager.'),
    ],
  },
];
