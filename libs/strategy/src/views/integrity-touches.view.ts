import { journal, keyed, view, type Actor, type Day, type Instant, type Recorded, type Writers } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';

type TouchingEvents = Pick<StrategyEvents, 'AimRevised' | 'AimDropped'> &
  Pick<CatchballEvents, 'CommitmentMade'> &
  Pick<GoalEvents, 'GoalRevised' | 'LinkReweighted' | 'LinkReleased' | 'GoalClosed'> &
  Pick<MeasureEvents, 'MeasureRedefined' | 'ObservationCorrected' | 'ObservationWithdrawn' | 'LimitsRecalculated' | 'BaselineSet'>;
export type IntegrityTouchType = keyof TouchingEvents;

/** An event by which somebody may have made the record look better than things stood. */
export interface IntegrityTouch {
  readonly ordinal: number;
  readonly event: string;
  readonly command: string;
  readonly at: Instant;
  readonly on: Day;
  readonly actor: Actor;
  readonly type: IntegrityTouchType;
  /** The aim, thread, goal or measure it is about. */
  readonly subject: string;
  /** The thread of a link, the period of a figure, or where limits begin; null where the subject says all. */
  readonly of: string | null;
}

/** The key of the only list. */
export const theRecord = 'record';

const tables = {
  integrityTouches: journal<IntegrityTouch>(),
  /** Measures that had a closed period opened again: from then on their corrections count as late, whatever they say. */
  reopenedMeasures: keyed<true>(),
};

const touch =
  <Data>(type: IntegrityTouchType, of: (data: Data) => string | null = () => null, subjectOf?: (data: Data) => string) =>
  (to: Writers<typeof tables>, { ordinal, id, at, on, meta, subject, data }: Recorded<string, Data>): void =>
    to.integrityTouches.add(theRecord, {
      ordinal,
      event: id,
      command: meta.commandId,
      at,
      on,
      actor: meta.actor,
      type,
      subject: subjectOf?.(data) ?? subject,
      of: of(data),
    });

const corrected = touch<MeasureEvents['ObservationCorrected']>('ObservationCorrected', ({ period }) => period);

/** Where integrity findings are looked for, in order: of a log that is mostly figures, the few events they can rest on. */
export const integrityTouchesView = view<TouchingEvents & Pick<MeasureEvents, 'PeriodReopened'>>()({
  name: 'integrity-touches',
  revision: 1,
  tables,
  on: {
    AimRevised: touch<StrategyEvents['AimRevised']>('AimRevised', undefined, ({ aim }) => aim),
    AimDropped: touch<StrategyEvents['AimDropped']>('AimDropped', undefined, ({ aim }) => aim),
    CommitmentMade: touch('CommitmentMade'),
    GoalRevised: touch('GoalRevised'),
    LinkReweighted: touch<GoalEvents['LinkReweighted']>('LinkReweighted', ({ thread }) => thread),
    LinkReleased: touch<GoalEvents['LinkReleased']>('LinkReleased', ({ thread }) => thread),
    GoalClosed: touch('GoalClosed'),
    MeasureRedefined: touch('MeasureRedefined'),
    ObservationCorrected: (to, event) => {
      if (event.data.late || to.reopenedMeasures.has(event.subject)) corrected(to, event);
    },
    PeriodReopened: ({ reopenedMeasures }, { subject }) => reopenedMeasures.set(subject, true),
    ObservationWithdrawn: touch<MeasureEvents['ObservationWithdrawn']>('ObservationWithdrawn', ({ period }) => period),
    LimitsRecalculated: touch<MeasureEvents['LimitsRecalculated']>('LimitsRecalculated', ({ from }) => from),
    BaselineSet: touch('BaselineSet'),
  },
});
