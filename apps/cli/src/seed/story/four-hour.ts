import { granted, wte } from '../draft.js';
import { ago, later, on } from '../sample-year.js';
import type { ThreadScript } from '../thread.js';
import {
  agreedAfter,
  agreedAtOnce,
  counters,
  declines,
  extendsReply,
  gapAccepted,
  grantDelivered,
  milestoneDone,
  serves,
} from '../turns.js';

const flowNurses = wte(3, 'nurses who fetch people from the department to the wards');

/** The four-hour standard, from the board to the front door and the wards behind it. */
export const fourHour: readonly ThreadScript[] = [
  {
    key: 'four-med',
    under: { aim: 'four-hour' },
    receiver: 'med-lead',
    offer: {
      says: 'See, treat and move on {to} of people within four hours by the last month of the year.',
      measured: { by: 'four-hour', from: 0.713, to: 0.78, tolerance: 0.01 },
      means: ['Streaming at the door', 'Beds by noon', 'A virtual ward for those who need a nurse and not a bed'],
      because: 'The number is mandated. How we get there is yours to say.',
    },
    turns: [
      ...agreedAfter(
        on(0, 11),
        [
          { to: 0.76, asks: [flowNurses] },
          'Seventy-six is what the beds allow. I know the mandate; I would rather you hear it from me now than in month nine.',
        ],
        [
          { to: 0.78, grants: [granted('flow-nurses', flowNurses, 'finance-director', on(3, 17))] },
          'I cannot bring 76 to the regulator, and I will not ask for a waiver before we have begun. You get the three nurses, and the wards behind you get a goal of their own.',
        ],
      ),
      gapAccepted(
        on(3, 16),
        'The last half point comes from beds freed by noon and at the front door, which are counted as such.',
        on(12, 10),
      ),
      grantDelivered(on(3, 17), 'flow-nurses', 'All three began; the first patients were fetched at ten past nine.'),
    ],
  },
  {
    key: 'four-uec',
    under: { goal: 'four-med' },
    receiver: 'uec-lead',
    offer: {
      says: 'Bring the department and the minor injuries stream together from {from} to {to} within four hours.',
      measured: { by: 'four-hour', from: 0.713, to: 0.775, tolerance: 0.01 },
      means: ['A senior doctor at the door from 10:00 to 22:00', 'Minor injuries never queue behind ambulances'],
      needs: ['pledge-virtual-ward', 'pledge-screens'],
      conditions: [{ id: 'beds', text: 'Six of ten discharges leave before noon', owner: 'acute-lead', due: on(6, 28) }],
      because: 'The door is ours. The beds are not, so they are a condition.',
    },
    turns: [
      ...agreedAfter(on(1, 20), [
        { weight: '2', sure: 4 },
        'Then let it weigh double among what your division answers for. You will ask about it twice as often as about the rest.',
      ]),
      gapAccepted(on(3, 12), 'Half a point is left to the wards behind us, whose goals count in beds and not in hours.', on(12, 10)),
    ],
  },
  {
    key: 'four-acute',
    under: { goal: 'four-med' },
    receiver: 'acute-lead',
    offer: {
      says: 'Six of ten people who go home leave the acute wards before noon.',
      milestones: [
        ['four', 'Four of ten before noon', on(4, 30)],
        ['six', 'Six of ten before noon', on(8, 28)],
      ],
      supports: 'STRONG',
      means: ['Tomorrow’s discharges are named at today’s board round', 'Medicines to take home are ready the evening before'],
      because: 'A bed at five in the afternoon is a bed for tomorrow.',
    },
    turns: [...agreedAtOnce(on(1, 21)), milestoneDone(on(4, 29), 'four', '43% over four weeks, from the site system.')],
  },
  {
    key: 'four-older',
    under: { goal: 'four-med' },
    receiver: 'older-lead',
    offer: {
      says: 'A frailty doctor meets older people at the door, seven days a week.',
      milestones: [
        ['weekdays', 'Monday to Friday', on(3, 25)],
        ['weekends', 'Saturday and Sunday', on(9, 10)],
      ],
      supports: 'MEDIUM',
      means: ['The frailty rota moves to the front'],
      because: 'Those who are met at the door go home twice as often.',
    },
    turns: [...agreedAtOnce(on(1, 22)), milestoneDone(on(3, 24), 'weekdays', 'The rota has held for four weeks without a gap.')],
  },
  {
    key: 'four-ed',
    under: { goal: 'four-uec' },
    receiver: 'ed-lead',
    offer: {
      says: 'Bring the Emergency Department from {from} to {to} within four hours.',
      measured: { by: 'four-hour-ed', from: 0.612, to: 0.69, tolerance: 0.01 },
      means: ['A decision within two hours', 'Nobody is seen twice for the same question'],
      weight: '2',
      because: 'We lose the first hour to waiting for a doctor and the last to waiting for a bed. The first one is ours.',
    },
    turns: agreedAtOnce(on(2, 19)),
  },
  {
    key: 'four-minor',
    under: { goal: 'four-uec' },
    receiver: 'streaming-lead',
    offer: {
      says: 'Bring minor injuries from {from} to {to} within four hours.',
      measured: { by: 'four-hour-minor', from: 0.945, to: 0.97, tolerance: 0.005 },
      means: ['X-rays are asked for at the door', 'A second practitioner from 16:00'],
      sure: 5,
      because: 'Those who wait here wait for an X-ray.',
    },
    turns: agreedAtOnce(on(2, 20)),
  },
  {
    key: 'four-flow',
    under: { goal: 'four-uec' },
    receiver: 'flow-lead',
    offer: {
      says: 'Bring beds with people ready to leave from {from} to {to}.',
      measured: { by: 'ready-to-leave', from: 96, to: 60, tolerance: 4 },
      supports: 'STRONG',
      means: ['A call with the county every morning at nine', 'Each ward knows its own list'],
      because: 'Three wards full of people who could go home is the queue at the door.',
    },
    turns: agreedAfter(on(2, 21), [{ to: 64 }, 'Sixty-four: four of the beds wait for a court, and I have no call with a court.']),
  },
  {
    key: 'four-sdec',
    under: { goal: 'four-uec' },
    receiver: 'sdec-lead',
    offer: {
      says: 'One in three medical patients goes home the same day.',
      milestones: [
        ['path', 'Ten paths straight from the ambulance', on(5, 15)],
        ['third', 'One in three', on(10, 15)],
      ],
      supports: 'STRONG',
      means: ['Ambulance crews ring us directly', 'Chairs and not beds'],
      because: 'People who get a bed stay in it.',
    },
    turns: [
      ...agreedAtOnce(on(2, 22)),
      milestoneDone(on(5, 14), 'path', 'Ten paths signed by the ambulance service; 61 people came directly in the first month.'),
    ],
  },
  {
    key: 'four-sdec-midnight',
    kind: 'BOTTOM_UP',
    under: { goal: 'four-uec' },
    receiver: 'sdec-lead',
    offer: {
      says: 'Same Day Emergency Care stays open until midnight.',
      milestones: [['midnight', 'Open until midnight on weekdays', on(7, 15)]],
      supports: 'MEDIUM',
      asks: [wte(4, 'nurses for the late shift')],
      means: ['A late shift of two'],
      because: 'Our own count: eleven people each evening come ten minutes after we close.',
    },
    turns: [
      serves(on(4, 13)),
      declines(
        on(4, 22),
        'The count is good and I believe it. Four nurses for eleven people is what I do not have; bring it again with two and from the neighbours’ rota.',
      ),
    ],
  },
  {
    key: 'four-amu',
    under: { goal: 'four-acute' },
    receiver: 'amu-lead',
    offer: {
      says: 'The Acute Medical Unit names tomorrow’s discharges by 16:00 and has their medicines by 20:00.',
      milestones: [['names', 'Nine of ten are named the day before', on(5, 22)]],
      supports: 'STRONG',
      means: ['A pharmacist at the board round'],
      because: 'We wait for medicines longer than for doctors.',
    },
    turns: [...agreedAtOnce(on(2, 25)), milestoneDone(on(5, 21), 'names', '91% over three weeks, counted by the ward clerk.')],
  },
  {
    key: 'four-cardio',
    under: { goal: 'four-acute' },
    receiver: 'cardio-lead',
    offer: {
      says: 'Alder Ward sends home before noon whoever waits only for an echo.',
      milestones: [['echo', 'Echo lists begin at eight', on(11, 25)]],
      supports: 'MEDIUM',
      means: ['Echo lists begin at eight and not at ten'],
      because: 'Four beds a day wait for the same machine.',
    },
    turns: [
      serves(ago(13)),
      counters(
        ago(9),
        { milestones: [['echo', 'Echo lists begin at eight on three days', on(11, 25)]] },
        'Three days of five: the technicians take their children to school on the other two.',
      ),
      extendsReply(ago(4), later(ago(0), 5), 'Take until next week and ask the other wards, who share the machine.'),
    ],
  },
  {
    key: 'four-frailty',
    under: { goal: 'four-older' },
    receiver: 'frailty-lead',
    offer: {
      says: 'The Frailty Assessment Unit takes people straight from the door.',
      milestones: [['chairs', 'Six chairs are kept free until 18:00', on(4, 20)]],
      supports: 'STRONG',
      means: ['Six chairs, one nurse, no waiting for a bed'],
      because: 'An older person on a trolley loses a day’s strength in an evening.',
    },
    turns: [...agreedAtOnce(on(2, 26)), milestoneDone(on(4, 17), 'chairs', 'Free on 19 of 20 days; the log hangs at the door.')],
  },
];
