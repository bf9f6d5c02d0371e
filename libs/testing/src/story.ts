import { createHash } from 'node:crypto';
import {
  type Actor,
  canonicalJson,
  type Day,
  type Decider,
  type Deciding,
  type Decision,
  type EventMeta,
  type EventOf,
  type FactsOf,
  fold,
  type Instant,
  isRejection,
  type RecordedOf,
} from '#kernel';

/** SHA-256 in hex over the canonical JSON: the digest deciders are given. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** A person in a post: `as('matron')` is the matron's holder, `as('matron', 'jo', true)` is jo as the matron's deputy. */
export const as = (post: string, person = `${post}-holder`, asDeputy?: true): Actor => ({
  person,
  post,
  ...(asDeputy ? { asDeputy } : {}),
});

/** An event of the past, with what a test wants to say about it; the rest is filled in the same way every time. */
export type Happened<Events> = EventOf<Events> & {
  readonly by?: Actor;
  readonly at?: Instant;
  readonly on?: Day;
  readonly id?: string;
  readonly meta?: Partial<EventMeta>;
};

/** The day a story plays on unless it says otherwise: a working Wednesday, the first of a financial year. */
export const storyDay: Day = '2026-04-01';
const subjectOfStory = 'subject-1';

/** The events as the log would give them back: numbered from 1, one a minute, ids `event-1`, `event-2` … */
export const recorded = <Events>(
  aggregate: string,
  happened: readonly Happened<Events>[],
  subject = subjectOfStory,
): RecordedOf<Events>[] =>
  happened.map((event, index) => {
    const ordinal = index + 1;
    const clock = `${String(8 + Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;
    const at = event.at ?? `${event.on ?? '2026-03-02'}T${clock}:00.000Z`;
    return frozen({
      ordinal,
      stream: `${aggregate}-${subject}`,
      subject,
      version: ordinal,
      id: event.id ?? `event-${ordinal}`,
      type: event.type,
      data: event.data,
      meta: {
        actor: event.by ?? as('somebody'),
        correlationId: `correlation-${ordinal}`,
        commandId: `command-${ordinal}`,
        commandHash: hashOf(event.data),
        basis: index,
        ...event.meta,
      },
      at,
      on: event.on ?? at.slice(0, 10),
    }) as unknown as RecordedOf<Events>;
  });

/** Frozen all the way down, so that a fold which writes into what it was given fails its test. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
};

/** Who decides, when, and on which facts. `facts` must be given exactly where the command needs them. */
export type Setting<Facts> = {
  readonly as?: Actor;
  readonly at?: Instant;
  readonly today?: Day;
  readonly subject?: string;
} & (undefined extends Facts ? { readonly facts?: undefined } : { readonly facts: Facts });

type SettingArgument<Facts> = undefined extends Facts ? [setting?: Setting<Facts>] : [setting: Setting<Facts>];

/** What a command led to, ready to be compared. */
export interface Outcome<Events> {
  /** Exactly these events in this order. */
  then(...events: EventOf<Events>[]): void;
  /** Nothing was left to do: no events and no refusal. */
  nothing(): void;
  /** Refused with this code; `because`, where given, must occur in the sentence. */
  refused(code: string, because?: string | RegExp): void;
  /** The events, for a story that goes on; a refusal fails the test. */
  events(): EventOf<Events>[];
}

/**
 * Tells a decider's story: `story(organisation).given(added).when('RenameUnit', {…}, { as: as('admin') }).then(renamed)`.
 * Comparison is exact and ordered; payloads must be plain JSON; the events that come out must fold.
 * New ids are `new-0`, `new-1` …
 */
export const story = <State, Commands, Events, Code extends string, Facts>(decider: Decider<State, Commands, Events, Code, Facts>) => {
  const provoked = new Set<string>();

  const given = (...happened: Happened<Events>[]) => ({
    /** The state these events fold to. */
    state: (): State => fold(decider, decider.initial, recorded<Events>(decider.name, happened)),

    when: <C extends keyof Commands & string>(
      command: C,
      input: Commands[C],
      ...[setting]: SettingArgument<FactsOf<Facts, C>>
    ): Outcome<Events> => {
      const at = setting?.at ?? `${setting?.today ?? storyDay}T09:00:00.000Z`;
      const past = recorded<Events>(decider.name, happened, setting?.subject);
      const context: Deciding<FactsOf<Facts, C>> = {
        actor: setting?.as ?? as('somebody'),
        at,
        today: setting?.today ?? at.slice(0, 10),
        subject: setting?.subject ?? subjectOfStory,
        facts: frozen(setting?.facts) as FactsOf<Facts, C>,
        newId: (index) => `new-${index}`,
        hash: hashOf,
      };
      const decision: Decision<Events, Code> = decider.decide[command](fold(decider, decider.initial, past), frozen(input), context);

      const events = (): EventOf<Events>[] => {
        if (isRejection(decision)) throw new Error(`${command} was refused with ${decision.code}: ${decision.because}`);
        for (const event of decision) expect(JSON.parse(canonicalJson(event.data))).toEqual(event.data);
        fold(decider, decider.initial, recorded<Events>(decider.name, [...happened, ...decision], setting?.subject));
        return [...decision];
      };
      return {
        // A story reads given, when, then; nobody awaits it.
        // oxlint-disable-next-line unicorn/no-thenable
        then: (...expected) => expect(events()).toEqual(expected),
        nothing: () => expect(events()).toEqual([]),
        refused: (code, because) => {
          if (!isRejection(decision)) throw new Error(`${command} was not refused: it led to ${JSON.stringify(decision)}`);
          expect(decision.code).toBe(code);
          if (because !== undefined) expect(decision.because).toMatch(because);
          // A sentence names what is wrong and the way out; it never shows a value that is not there, unless it quotes somebody.
          expect(decision.because).not.toMatch(/(?<!')\b(?:undefined|NaN|null)\b|\[object/);
          provoked.add(code);
        },
        events,
      };
    },
  });

  return {
    given,
    /** The codes that stories of this file were refused with, sorted: compare them with the decider's whole list, last in the file. */
    provoked: (): string[] => [...provoked].sort(),
  };
};
