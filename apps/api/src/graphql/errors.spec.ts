import { GraphQLError } from 'graphql';
import { pino, type Logger } from 'pino';
import { Trouble } from '#cqrs';
import { SubjectTaken } from '#directory';
import { StoreBusy, StoreUnavailable } from '#event-store';
import { errorFormatter } from './errors.js';

/** A logger whose lines can be read. */
const listening = (): { log: Logger; lines: () => Record<string, unknown>[] } => {
  const written: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void written.push(line) });
  return { log, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

/** An error as the server hands it over, thrown by the resolver of `readGoal`. */
const thrownByResolver = (error: Error) => {
  const wrapped = new GraphQLError(error.message, { originalError: error, path: ['readGoal'] });
  return [{ ...wrapped.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at secret.ts:1'] } }, wrapped] as const;
};

describe('An error on its way out', () => {
  it('keeps the code, message and fields of trouble', () => {
    const { log, lines } = listening();
    const trouble = new Trouble('FORBIDDEN', 'you do not stand in the post p1 today', { field: 'actingPost' });
    expect(errorFormatter(log)(...thrownByResolver(trouble))).toEqual({
      message: 'you do not stand in the post p1 today',
      path: ['readGoal'],
      extensions: { code: 'FORBIDDEN', field: 'actingPost' },
    });
    expect(lines()).toEqual([]);
  });

  it('tells the caller and the log about a store in trouble', () => {
    const { log, lines } = listening();
    const answer = errorFormatter(log)(...thrownByResolver(new StoreUnavailable('the log cannot be written', { file: 'log.db' })));
    expect(answer.extensions).toEqual({ code: 'StoreUnavailable' });
    expect(answer.message).not.toContain('log');
    expect(lines()).toEqual([expect.objectContaining({ level: 40, code: 'StoreUnavailable' })]);
  });

  it('asks for patience where the store has its hands full', () => {
    const busy = new StoreBusy('db.example.org is busy: 1000 appends wait already', { waiting: 1_000 });
    const answer = errorFormatter(listening().log)(...thrownByResolver(busy));
    expect(answer).toMatchObject({
      message: expect.stringContaining('the record is busy: nothing was done'),
      extensions: { code: 'BUSY', retryAfterSeconds: 2 },
    });
    expect(JSON.stringify(answer)).not.toContain('db.example.org');
  });

  it('tells the caller, and not the log, about a person’s sign-in', () => {
    const { log, lines } = listening();
    const answer = errorFormatter(log)(
      ...thrownByResolver(new SubjectTaken('that sign-in already leads to another person', { person: 'p2' })),
    );
    expect(answer.extensions).toEqual({ code: 'SubjectTaken', person: 'p2' });
    expect(lines()).toEqual([]);
  });

  it('masks a bug behind a reference that the log explains', () => {
    const { log, lines } = listening();
    const answer = errorFormatter(log)(...thrownByResolver(new Error('cannot read password hunter2 of undefined')));
    const reference = answer.extensions?.['reference'];
    expect(reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer).toEqual({
      message: `something went wrong on our side; the reference for the service's keepers is ${String(reference)}`,
      path: ['readGoal'],
      extensions: { code: 'INTERNAL', reference },
    });
    expect(lines()).toEqual([
      expect.objectContaining({ level: 50, reference, err: expect.objectContaining({ message: expect.stringContaining('hunter2') }) }),
    ]);
  });

  it('masks a bug outside of any field too', () => {
    const { log } = listening();
    const error = new GraphQLError('Context creation failed: hunter2', { originalError: new Error('hunter2') });
    expect(errorFormatter(log)({ message: error.message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }, error).message).not.toContain(
      'hunter2',
    );
  });

  it.each(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST'])(
    'lets the caller read what is wrong with the request (%s), without a stack trace',
    (code) => {
      const { log } = listening();
      const error = new GraphQLError('Syntax Error: Expected Name, found "}".', { extensions: { code } });
      expect(errorFormatter(log)({ message: error.message, extensions: { code, stacktrace: ['at secret.ts:1'] } }, error)).toEqual({
        message: 'Syntax Error: Expected Name, found "}".',
        extensions: { code },
      });
    },
  );

  it('shortens a message that repeats a megabyte of input', () => {
    const { log } = listening();
    const error = new GraphQLError(`Variable "$x" got invalid value "${'a'.repeat(1_000_000)}"`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(errorFormatter(log)({ message: error.message, extensions: { code: 'BAD_USER_INPUT' } }, error).message.length).toBeLessThan(
      1_100,
    );
  });
});
