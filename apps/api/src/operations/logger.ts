import { pino, type Logger } from 'pino';

/**
 * An error as a line of the log has it: its kind, code, words and place in the program. Other fields are left out, since
 * what an error carries along can be a query with everything somebody wrote in it.
 */
const plainError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error.message,
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: plainError(error.cause) }),
  };
};

/** One JSON object a line on standard output. */
export const loggerOf = ({ logLevel }: { readonly logLevel: string }): Logger =>
  pino({ level: logLevel, base: null, redact: ['*.token', '*.secret'], serializers: { err: plainError } });
