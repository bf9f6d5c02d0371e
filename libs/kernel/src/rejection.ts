/**
 * The domain says no. A returned value, never thrown: a closed code that names the broken rule and a sentence
 * a director can read. What comes after the comma of `because` is the way out.
 */
export interface Rejection<Code extends string = string> {
  readonly rejected: true;
  readonly code: Code;
  readonly because: string;
}

/** Builds a {@link Rejection}: `reject('NotYourBall', 'the ball is with the medicine division')`. */
export const reject = <Code extends string>(code: Code, because: string): Rejection<Code> => ({
  rejected: true,
  code,
  because,
});

/** Tells a {@link Rejection} from every other outcome. */
export const isRejection = (outcome: unknown): outcome is Rejection =>
  typeof outcome === 'object' && outcome !== null && (outcome as { rejected?: unknown }).rejected === true;
