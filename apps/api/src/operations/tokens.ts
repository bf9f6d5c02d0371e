/** Injection tokens of what guards and watches the service. */
export const METRICS = Symbol('metrics');
export const TRACING = Symbol('tracing');
export const WATCH = Symbol('watch');
export const COMMAND_BOUND = Symbol('bound on commands');
export const PERSON_RATE = Symbol('rate of persons');
export const ADDRESS_RATE = Symbol('rate of addresses');
export const SIGN_IN_RATE = Symbol('rate of sign-ins of addresses');
