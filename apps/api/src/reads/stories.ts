import { Inject, Injectable } from '@nestjs/common';
import type { GraphQLResolveInfo } from 'graphql';
import { isRejection } from '#kernel';
import { Trouble } from '#cqrs';
import { differencesMade, hasStory, sceneOf, storyOf, subjectOfEvent, type Scene, type StoryOf, type StoryStep } from '#strategy';
import { costOf } from '../graphql/answer-cost.js';
import { AccessRecords } from '../record/access-records.js';
import { LogReader } from '../record/log-reader.js';
import { ShownReplayStep, type StepGiven, type StoryArgs } from './replay.graphql.js';
import { Reading, Sight } from './sight.js';

/** A story as somebody asked for it. */
export interface Told {
  readonly story: StoryOf;
  readonly steps: readonly StoryStep[];
  readonly ranks: number | null;
  /** The position up to which it is told. */
  readonly upTo: number;
}

/** A step as it is shown, with what it is shown from. */
export interface MadeStep {
  readonly step: ShownReplayStep;
  readonly given: StepGiven;
}

const storyIn = ({ aim, unit, thread }: StoryArgs): StoryOf => {
  const given = (
    [
      ['AIM', aim],
      ['UNIT', unit],
      ['THREAD', thread],
    ] as const
  ).flatMap(([kind, id]): StoryOf[] => (typeof id === 'string' ? [{ kind, id }] : []));
  if (given.length === 1) return given[0]!;
  throw new Trouble('BAD_USER_INPUT', `name exactly one of aim, unit and thread, not ${given.length || 'none'}`, { field: 'aim' });
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** Stories and their steps, for whoever steps through them and whoever has them played. */
@Injectable()
export class Stories {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(LogReader) private readonly log: LogReader,
    @Inject(AccessRecords) private readonly accesses: AccessRecords,
  ) {}

  /** Throws BAD_USER_INPUT where there is nothing of that name for the asker, or not exactly one is named. */
  told({ moment, now, reader }: Sight, asked: StoryArgs): Told {
    const story = storyIn(asked);
    if (!hasStory(moment, now, reader, story)) {
      const field = story.kind.toLowerCase();
      throw new Trouble('BAD_USER_INPUT', `no ${field} ${story.id} is there for you to replay: take the id from a query`, {
        field,
        value: story.id,
      });
    }
    const steps = storyOf(moment, now, reader, story, { withFigures: asked.withFigures });
    if (isRejection(steps)) throw new Trouble('ANSWER_TOO_LARGE', steps.because);
    return { story, steps, ranks: asked.ranks ?? null, upTo: moment.position };
  }

  /** Some steps in a row as they are shown: the indices from the first up to before the second. */
  async shown({ now, reader, directory }: Sight, { story, steps, ranks }: Told, from: number, to: number): Promise<MadeStep[]> {
    const chosen = steps.slice(from, to);
    const events = new Map((await this.log.events(chosen.map(({ ordinal }) => ordinal))).map((event) => [event.ordinal, event]));
    const at = (position: number): Sight => new Sight(this.reading.at(position), now, reader, directory);
    return chosen.map((step, index) => {
      const { ordinal, openness } = step;
      const [earlier, sight, event] = [at(ordinal - 1), at(ordinal), events.get(ordinal)!];
      const differences = openness === 'ALL' ? differencesMade(earlier.moment, sight.moment, subjectOfEvent(event), event) : [];
      const scene = once((): Scene => {
        const grown = sceneOf((position) => this.reading.at(position), now, reader, story, step, ranks);
        if (isRejection(grown)) throw new Trouble('ANSWER_TOO_LARGE', `${grown.because.split(':')[0]}: ask with fewer ranks`);
        return grown;
      });
      const given = { earlier, sight, event, differences, scene };
      return { step: new ShownReplayStep(given, from + index + 1, steps.length), given };
    });
  }

  /** Notes that an auditor stepped through a story; everybody else may do so without a word. */
  async note({ reader }: Sight, { story, upTo }: Told, correlationId: string): Promise<void> {
    const { person, isAuditor } = reader;
    if (isAuditor) await this.accesses.record({ person, kind: 'REPLAY', subject: story.id, upTo, correlationId });
  }
}

/** What a step costs as it was asked for, with the growing of its tree; that is not grown where nothing of it was. */
export const costOfStep = (info: GraphQLResolveInfo, { scene }: Pick<StepGiven, 'scene'>): number => {
  const without = costOf(info, 'nodes', 0, { edges: 1, tree: 0, changed: 0 });
  if (costOf(info, 'nodes', 0, { edges: 1, tree: 1, changed: 1 }) === without) return without;
  const { tree, changed } = scene();
  return tree.nodes.length + costOf(info, 'nodes', tree.nodes.length, { edges: 1, tree: 1, changed: changed.length });
};
