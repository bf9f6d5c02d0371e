import { Trouble } from '#cqrs';
import type { ViewHost } from '#cqrs';
import type { Clock, EventStore } from '#event-store';

/** How long the log may take to say where it ends. */
const answerMsMax = 2_000;

/** How far the views lie behind the log. */
export interface Lag {
  readonly events: number;
  /** Since the oldest event not yet folded was recorded; 0 where there is none. */
  readonly seconds: number;
}

const within = async <Result>(work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Trouble('LOG_SILENT', `the log did not say within ${answerMsMax / 1_000} seconds where it ends`)),
      answerMsMax,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Asks the log where it ends and compares. All who ask at once share one question, so that a silent log hears only one. */
export class ViewLag {
  private asking: Promise<Lag> | undefined;

  constructor(
    private readonly views: Pick<ViewHost<never>, 'position'>,
    private readonly store: Pick<EventStore, 'head' | 'readAllRaw'>,
    private readonly clock: Clock,
  ) {}

  /** Throws {@link Trouble} `LOG_SILENT`, or what the store throws, where the log cannot be asked. */
  measure(): Promise<Lag> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return within(this.asking);
  }

  private async ask(): Promise<Lag> {
    const { position: head } = await this.store.head();
    const after = this.views.position;
    if (head <= after) return { events: 0, seconds: 0 };
    let recordedAt = this.clock();
    for await (const { events } of this.store.readAllRaw({ after, upTo: after + 1 }))
      if (events[0]) recordedAt = Date.parse(events[0].recordedAt);
    // Folded meanwhile: then nothing lay still.
    if (this.views.position > after) return { events: Math.max(0, head - this.views.position), seconds: 0 };
    return { events: head - after, seconds: Math.max(0, (this.clock() - recordedAt) / 1_000) };
  }
}
