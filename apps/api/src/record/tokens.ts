/** Injection tokens of the record: what app.module.ts composes and everything else only uses. */
export const CONFIG = Symbol('config');
export const STORE = Symbol('event store');
export const VIEWS = Symbol('views');
export const DIRECTORY = Symbol('directory');
export const SESSIONS = Symbol('sessions');
export const AUTHENTICATION = Symbol('authentication');
export const TOKENS = Symbol('tokens');
export const IDENTITY = Symbol('log identity');
export const CLOCK = Symbol('clock');
export const LOGGER = Symbol('logger');
export const VIEW_LAG = Symbol('view lag');
