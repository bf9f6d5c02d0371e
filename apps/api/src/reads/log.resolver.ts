import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { isRejection } from '#kernel';
import { Trouble } from '#cqrs';
import { addDays, differencesMade, logSubjectOf, searchLog, subjectOfEvent, type LogQuestion } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { LogReader } from '../record/log-reader.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { LogArgs, LoggedEventConnection, ShownLoggedEvent, logPage, typesAbout, type EventArea } from './log.graphql.js';
import { PageArgs, pageUsual, placeOf } from './page.js';
import { Reading } from './sight.js';

/** The names of events looked for; null where any will do. */
const typesOf = (kinds: readonly string[], areas: readonly EventArea[]): ReadonlySet<string> | null => {
  const about = areas.flatMap(typesAbout);
  if (kinds.length === 0) return areas.length === 0 ? null : new Set(about);
  return new Set(areas.length === 0 ? kinds : kinds.filter((kind) => about.includes(kind)));
};

/** The whole log, searched. */
@Resolver()
export class LogReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(LogReader) private readonly reader: LogReader,
  ) {}

  @Query(() => LoggedEventConnection, {
    description:
      'The log, searched by person, post, subject, unit, kind and day, the newest first. Everybody finds what histories, accessRecords and findings would show them, auditors everything.',
  })
  async log(
    @Context() context: RequestContext,
    @Args() asked: LogArgs,
    @Args() page: PageArgs,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): Promise<LoggedEventConnection> {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const { moment, now, reader } = sight;
    const { oldestFirst } = asked;
    const after = page.after ? placeOf(page.after).index : null;
    const found = searchLog(moment, now, reader, this.question(asked, moment.position), {
      first: page.first ?? pageUsual,
      after,
      oldestFirst,
    });
    if (isRejection(found))
      throw new Trouble(
        'ANSWER_TOO_LARGE',
        'more has happened in this unit than one answer may look at: name one of its measures, goals or posts as the subject',
      );
    const openness = new Map(found.entries.map((entry) => [entry.ordinal, entry.openness]));
    const events = new Map((await this.reader.stored([...openness.keys()])).map((stored) => [stored.event.ordinal, stored]));
    const nodes = [...openness.keys()].map((ordinal) => {
      const { event, eventHash: hash } = events.get(ordinal)!;
      const about = asked.filter?.subject ?? subjectOfEvent(event);
      const made = () =>
        openness.get(ordinal) === 'ALL' ? differencesMade(this.reading.at(ordinal - 1), this.reading.at(ordinal), about, event) : [];
      return { ordinal, node: new ShownLoggedEvent({ sight, event, hash, subject: logSubjectOf(moment, now, reader, event), made }) };
    });
    return logPage(nodes, moment.position, found);
  }

  private question({ filter, from, to }: LogArgs, position: number): LogQuestion {
    if (from && to && from > to)
      throw new Trouble('BAD_USER_INPUT', `from ${from} lies after to ${to}: change them round, or leave one out`, {
        field: 'from',
        value: from,
      });
    const { person, post, subject, unit, kinds = [], areas = [] } = filter ?? {};
    return {
      person: person ?? null,
      post: post ?? null,
      subject: subject ?? null,
      unit: unit ?? null,
      types: typesOf(kinds, areas),
      from: from ? this.reading.lastOf(addDays(from, -1)) + 1 : 1,
      to: to ? Math.min(this.reading.lastOf(to), position) : position,
    };
  }
}
