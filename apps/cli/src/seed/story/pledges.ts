import { support, granted } from '../draft.js';
import { ago, later, on, type When } from '../sample-year.js';
import type { ThreadScript, Turn } from '../thread.js';
import { accepts, agreedAtOnce, answers, asks, bothSign, confirms, declines, milestoneDone, serves } from '../turns.js';
import { nursesAsked } from './restraint.js';

/** Signed before the thread that needs it has come to its last offer, and confirmed on that. */
const pledged = (when: When): Turn[] => [serves(when), accepts(later(when, 2)), ...bothSign(later(when, 3)), confirms(later(when, 6))];

/** Help asked for across the line: whoever needs it serves, whoever gives it owns the promise. */
export const pledges: readonly ThreadScript[] = [
  {
    key: 'pledge-nurses',
    kind: 'PLEDGE',
    under: { thread: 'restraint-mh' },
    receiver: 'people-director',
    offer: {
      says: 'Eight registered nurses are found for the nights of the mental health wards.',
      milestones: [
        ['offers', 'Eight offers are accepted', on(3, 20)],
        ['started', 'Eight have begun', on(4, 30)],
      ],
      supports: 'STRONG',
      means: ['Two recruitment days with the university', 'A premium for the first year of nights'],
      because: 'I can only sign for fewer restraints if somebody signs for the nurses.',
    },
    turns: [
      serves(later(nursesAsked, 5)),
      asks(
        later(nursesAsked, 6),
        'RECEIVER',
        'Would four internationally trained nurses count, who need three months of supervised practice?',
      ),
      answers(later(nursesAsked, 7), 'Yes, from the day they may take charge of a shift.'),
      accepts(later(nursesAsked, 8)),
      ...bothSign(later(nursesAsked, 9)),
      confirms(later(nursesAsked, 12)),
      milestoneDone(on(3, 19), 'offers', 'Nine offers accepted, one of them part-time.'),
    ],
  },
  {
    key: 'pledge-preop',
    kind: 'PLEDGE',
    under: { thread: 'waits-preop' },
    receiver: 'digital-lead',
    offer: {
      says: 'Digital Services builds the online questionnaire for pre-operative assessment.',
      milestones: [['live', 'The questionnaire is live', on(5, 15)]],
      supports: 'STRONG',
      means: ['A form in the patient portal'],
      because: 'Without it we go on with paper, and one in nine operations goes on being cancelled.',
    },
    turns: [
      serves(later(on(2, 27), 2)),
      asks(later(on(2, 27), 4), 'RECEIVER', 'Would a form that is printed and typed in again by your nurses help at all?'),
      answers(later(on(2, 27), 5), 'No. Then paper is quicker.'),
      declines(
        later(on(2, 27), 7),
        'Every one of my developers is on the new record until the eighth month. If I say yes, I break a promise to eleven other teams. Ask again in the ninth month and you are first.',
      ),
    ],
  },
  {
    key: 'pledge-screens',
    kind: 'PLEDGE',
    under: { thread: 'four-uec' },
    receiver: 'digital-lead',
    offer: {
      says: 'The department sees on a screen which ambulances are coming and how ill people are.',
      milestones: [['screens', 'Two screens are in use', on(3, 22)]],
      supports: 'MEDIUM',
      means: ['The ambulance service’s own feed, shown as it is'],
      because: 'We learn who is coming when the doors open.',
    },
    turns: [...pledged(on(1, 20)), milestoneDone(on(3, 19), 'screens', 'In use at the desk and in the resuscitation room.')],
  },
  {
    key: 'pledge-virtual-ward',
    kind: 'PLEDGE',
    under: { thread: 'four-uec' },
    receiver: 'virtual-ward-lead',
    offer: {
      says: 'The Virtual Ward takes six people a day from the department and the acute wards.',
      milestones: [
        ['three', 'Three a day', on(3, 30)],
        ['six', 'Six a day', on(8, 30)],
      ],
      supports: 'STRONG',
      means: ['A nurse of the Virtual Ward in the department at ten and at three'],
      because: 'Six people a day is half a ward by Friday.',
    },
    turns: [...pledged(on(1, 20)), milestoneDone(on(3, 29), 'three', '3.4 a day over the last three weeks.')],
  },
  {
    key: 'pledge-heating',
    kind: 'PLEDGE',
    under: { thread: 'waits-endoscopy' },
    receiver: 'estates-lead',
    offer: {
      says: 'The endoscopy building is heated and open on Sundays.',
      milestones: [['sundays', 'Heated and open on Sundays', on(8, 1)]],
      supports: 'STRONG',
      means: ['Caretakers’ rota', 'Heating on from six'],
      because: 'Nobody can be scoped at twelve degrees.',
    },
    turns: [serves(on(4, 13)), accepts(on(4, 17)), ...bothSign(on(4, 20))],
  },
  {
    key: 'pledge-quiet-room',
    kind: 'PLEDGE',
    under: { goal: 'restraint-ed' },
    receiver: 'estates-lead',
    offer: {
      says: 'The store beside the department becomes a quiet room.',
      milestones: [['room', 'The room is handed over', on(7, 15)]],
      supports: 'STRONG',
      asks: [support('The department empties the store by the end of the third month')],
      grants: [granted('emptied', support('The department empties the store by the end of the third month'), 'ed-lead', on(3, 30))],
      means: ['Soft light, two doors, no lock'],
      because: 'It was a quiet room once. The plans are still in your office.',
    },
    turns: [...agreedAtOnce(on(3, 9))],
  },
  {
    key: 'pledge-rota',
    kind: 'PLEDGE',
    under: { goal: 'restraint-rowan' },
    receiver: 'willow-lead',
    offer: {
      says: 'Willow lends Rowan a registered nurse on the nights that have only one.',
      milestones: [['rota', 'A shared night rota', on(11, 30)]],
      supports: 'MEDIUM',
      means: ['A shared rota, Willow first, Rowan next'],
      because: 'You have two on most nights now. We have one on most.',
    },
    turns: [serves(ago(5))],
  },
];
