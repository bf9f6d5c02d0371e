import { granted, money, support, wte } from '../draft.js';
import { ago, later, on } from '../sample-year.js';
import type { ThreadScript } from '../thread.js';
import {
  accepts,
  agreedAfter,
  agreedAtOnce,
  answers,
  asks,
  bothSign,
  conditionFailed,
  counters,
  declines,
  directs,
  escalates,
  gapAccepted,
  grantDelivered,
  milestoneDone,
  renegotiates,
  serves,
  signs,
} from '../turns.js';

const eightNurses = wte(8, 'registered nurses for the nights of the mental health wards');
const practiceNurse = wte(1, 'a practice nurse who teaches de-escalation on the wards');
const calmRoom = money(42_000, 'a calm room on Rowan Ward in place of the old smoking room');

/** The day the mental health division is first asked; the pledge for its nurses is sought meanwhile. */
export const nursesAsked = on(0, 9);

/** Restraint, from the board to the wards. */
export const restraint: readonly ThreadScript[] = [
  {
    key: 'restraint-mh',
    under: { aim: 'restraint' },
    receiver: 'mh-lead',
    offer: {
      says: 'Cut restraint on the mental health and learning disability wards from {from} to {to} episodes.',
      measured: { by: 'restraint-mh', from: 816, to: 560, tolerance: 3 },
      means: ['The safe wards approach on every ward', 'Each episode is talked over with the person within a day'],
      because: 'Nine of ten episodes are here, and the wards that began have shown that it can be done.',
    },
    turns: [
      serves(nursesAsked),
      counters(
        later(nursesAsked, 4),
        { to: 640, asks: [eightNurses] },
        'I lack the staff. Where one registered nurse is alone at night, restraint is what is left. With what I have I can promise 640; with eight more nurses, more.',
      ),
      counters(
        later(nursesAsked, 11),
        { to: 590, grants: [granted('eight-nurses', eightNurses, 'finance-director', on(4, 30))], needs: ['pledge-nurses'] },
        'The money for eight is there and the Director of People pledges to find them by the end of the fourth month. For that I ask for 590.',
      ),
      accepts(later(nursesAsked, 13)),
      signs(later(nursesAsked, 14), 'GIVER', 'DEPUTY'),
      signs(later(nursesAsked, 15), 'RECEIVER'),
      gapAccepted(
        on(3, 2),
        'Six episodes in six hundred are within what a bad week does. No separate plan; the month’s review looks at it.',
        on(12, 10),
      ),
      grantDelivered(on(5, 6), 'eight-nurses', 'Seven of eight began; the eighth has accepted and begins next month.'),
    ],
  },
  {
    key: 'restraint-med',
    under: { aim: 'restraint' },
    receiver: 'med-lead',
    offer: {
      says: 'Cut restraint in the emergency department from {from} to {to} episodes.',
      measured: { by: 'restraint-ed', from: 64, to: 48, tolerance: 1 },
      means: ['A mental health nurse in the department until midnight', 'A quiet room that is not a store'],
      because: 'People in crisis wait under strip lights beside the ambulances. Anybody would shout.',
    },
    turns: agreedAtOnce(on(0, 10)),
  },
  {
    key: 'restraint-mhin',
    under: { goal: 'restraint-mh' },
    receiver: 'mhin-lead',
    offer: {
      says: 'Cut restraint on the adult wards from {from} to {to} episodes.',
      measured: { by: 'restraint-mhin', from: 640, to: 440, tolerance: 2 },
      means: ['Safe wards on Rowan, Willow and Beech', 'A rota on which no registered nurse is alone at night'],
      because: 'The four adult wards have most episodes and get most of the new nurses.',
    },
    turns: [
      serves(on(1, 8)),
      counters(on(1, 14), { to: 520 }, 'New nurses need half a year before they know a ward. 520 is a fifth fewer and honest.'),
      counters(
        on(1, 20),
        { to: 460 },
        'I come down to what the neighbours reached in their first year. Below that I cannot keep my own promise.',
      ),
      escalates(
        on(1, 24),
        'RECEIVER',
        'We have thrown it back and forth and stand sixty episodes apart. I will not sign what I do not believe, and she cannot promise less upwards. Somebody above us has to decide.',
      ),
      directs(
        on(2, 5),
        'chief-executive',
        { asks: [practiceNurse], grants: [granted('practice-nurse', practiceNurse, 'finance-director', on(4, 15))] },
        'I heard both. 460 it is, with a practice nurse for the wards from the fourth month. This is my decision and not your agreement; if two months in a row show that it cannot be done, come back.',
      ),
      grantDelivered(on(4, 16), 'practice-nurse', 'Began on the sixteenth, two days a week on each ward.'),
      gapAccepted(on(4, 22), 'The wards carry 167 of 180. The Place of Safety Suite is still to say what it can give.', on(11, 20)),
    ],
  },
  {
    key: 'restraint-ldcyp',
    under: { goal: 'restraint-mh' },
    receiver: 'ldcyp-lead',
    offer: {
      says: 'Cut restraint of young people and people with a learning disability from {from} to {to} episodes.',
      measured: { by: 'restraint-ldcyp', from: 176, to: 130, tolerance: 1 },
      means: ['A plan written with each person: what calms me, what does not', 'Families are rung first, not last'],
      because: 'Many episodes follow a change nobody announced.',
    },
    turns: agreedAfter(on(1, 9), [
      { to: 136 },
      'Four people at Hazel House have three of ten episodes. Their plans change slowly; 136 leaves room for that.',
    ]),
  },
  {
    key: 'restraint-rowan',
    under: { goal: 'restraint-mhin' },
    receiver: 'rowan-lead',
    offer: {
      says: 'Cut restraint on Rowan Ward from {from} to {to} episodes.',
      measured: { by: 'restraint-rowan', from: 236, to: 165, tolerance: 1 },
      means: ['A meeting of everybody on the ward each morning', 'A calm room', 'Two registered nurses every night'],
      asks: [calmRoom],
      grants: [granted('calm-room', calmRoom, 'finance-director', on(5, 15))],
      conditions: [{ id: 'night-nurses', text: 'Two registered nurses on every night', owner: 'mhin-lead', due: on(5, 28) }],
      because: 'The men on the ward asked for somewhere to go that is not their bed or the corridor.',
    },
    turns: [
      ...agreedAtOnce(on(2, 14)),
      grantDelivered(on(5, 13), 'calm-room', 'Opened by the three men who chose its colours.'),
      conditionFailed(
        on(6, 8),
        'night-nurses',
        'Three of the new nurses left within ten weeks. On eleven nights of the month there was one.',
      ),
      renegotiates(
        on(7, 7),
        'RECEIVER',
        { to: 190 },
        'We signed for two nurses at night. We have had one on every third night since they left, and those nights have most of the episodes.',
      ),
      counters(
        on(7, 13),
        {
          to: 182,
          conditions: [
            {
              id: 'bank-nights',
              text: 'The bank covers every second night post for three months',
              owner: 'people-director',
              due: on(8, 14),
            },
          ],
        },
        'The bank takes the nights until the posts are filled. With that, 182.',
      ),
      accepts(on(7, 17)),
      ...bothSign(on(7, 20)),
    ],
  },
  {
    key: 'restraint-willow',
    under: { goal: 'restraint-mhin' },
    receiver: 'willow-lead',
    offer: {
      says: 'Cut restraint on Willow Ward from {from} to {to} episodes.',
      measured: { by: 'restraint-willow', from: 168, to: 122, tolerance: 1 },
      means: ['No request is refused without another offer', 'Women choose who sits with them'],
      sure: 4,
      because: 'Four of ten episodes begin with a no. We want to find out what happens when there is none.',
    },
    turns: agreedAtOnce(on(2, 15)),
  },
  {
    key: 'restraint-beech',
    under: { goal: 'restraint-mhin' },
    receiver: 'beech-lead',
    private: true,
    offer: {
      says: 'Cut restraint on Beech Ward from {from} to {to} episodes.',
      measured: { by: 'restraint-beech', from: 190, to: 135, tolerance: 1 },
      means: ['Seclusion is ended by the nurse in charge, at any hour', 'Sport twice a day'],
      because: 'Seclusion lasts longest at night, because nobody with authority is awake.',
    },
    turns: [
      serves(on(2, 18)),
      asks(on(2, 20), 'RECEIVER', 'Who answers for it when a nurse ends seclusion and somebody is hurt an hour later?'),
      answers(on(2, 22), 'I do. The medical director has put that in writing; it goes up in the office.'),
      counters(on(2, 26), { to: 140 }, 'Then yes, and with five more than you ask, because the gym opens only in three months.'),
      accepts(on(2, 28)),
      ...bothSign(later(on(2, 28), 2)),
    ],
  },
  {
    key: 'restraint-suite',
    under: { goal: 'restraint-mhin' },
    receiver: 'safety-suite-lead',
    offer: {
      says: 'Nobody is held on arrival at the Place of Safety Suite unless they hurt somebody there.',
      milestones: [['police', 'A new way of handing over, agreed with the police', on(11, 15)]],
      supports: 'STRONG',
      means: ['Handcuffs come off in the vehicle bay', 'One person greets, everybody else stands back'],
      because: 'Most people are held on arrival because they come held.',
    },
    turns: [
      serves(ago(32)),
      counters(
        ago(27),
        { milestones: [['police', 'A new way of handing over, agreed with the police', on(12, 15)]] },
        'The police want a trial in one car first. That takes a month more.',
      ),
      counters(ago(22), { supports: 'MEDIUM' }, 'A month more is fine. Then let us not call it more than it is.'),
      escalates(ago(17), 'RECEIVER', 'It is called medium because it is late, not because it is weak. If it is weak, we should not do it.'),
    ],
  },
  {
    key: 'restraint-hazel',
    under: { goal: 'restraint-ldcyp' },
    receiver: 'hazel-lead',
    offer: {
      says: 'Cut restraint at Hazel House from {from} to {to} episodes.',
      measured: { by: 'restraint-hazel', from: 128, to: 98, tolerance: 1 },
      means: ['A plan in pictures on every door', 'The same two faces for each person each week'],
      because: 'Our four longest residents know every one of us by how we hold the keys.',
    },
    turns: agreedAtOnce(on(2, 19)),
  },
  {
    key: 'restraint-eating',
    under: { goal: 'restraint-ldcyp' },
    receiver: 'eating-lead',
    offer: {
      says: 'Halve feeding under restraint in the Eating Disorders Service.',
      milestones: [['protocol', 'A protocol written with former patients', on(6, 15)]],
      supports: 'STRONG',
      means: ['A protocol written with former patients'],
      because: 'It is rare and it is the worst of all.',
    },
    turns: [
      serves(on(2, 20)),
      declines(
        on(2, 27),
        'We had three in a year, each to save a life that day. A target on three would be a target on courage. We report every one to you in person instead.',
      ),
    ],
  },
  {
    key: 'restraint-uec',
    under: { goal: 'restraint-med' },
    receiver: 'uec-lead',
    offer: {
      says: 'Cut restraint in urgent and emergency care from {from} to {to} episodes.',
      measured: { by: 'restraint-ed', from: 64, to: 48, tolerance: 1 },
      means: ['A mental health nurse until midnight', 'Security staff trained with the wards'],
      because: 'All of it happens in the department.',
    },
    turns: agreedAtOnce(on(1, 10)),
  },
  {
    key: 'restraint-ed',
    under: { goal: 'restraint-uec' },
    receiver: 'ed-lead',
    offer: {
      says: 'A quiet room and trained company for everybody in crisis in the department.',
      milestones: [
        ['training', 'All security staff have trained on Beech Ward', on(5, 20)],
        ['room', 'The quiet room is open', on(7, 20)],
      ],
      supports: 'STRONG',
      asks: [support('Beech Ward trains our security staff')],
      grants: [granted('beech-trains', support('Beech Ward trains our security staff'), 'mhin-lead', on(5, 15))],
      means: ['The store becomes a room again', 'Company before security'],
      because: 'We were asked what we would need, and this is all we need.',
    },
    turns: [
      ...agreedAtOnce(on(2, 21)),
      grantDelivered(on(5, 13), 'beech-trains', 'Twenty-two of twenty-four trained; the other two go next month.'),
      milestoneDone(on(5, 19), 'training', 'Attendance list and a first evening together in the department.'),
    ],
  },
];
