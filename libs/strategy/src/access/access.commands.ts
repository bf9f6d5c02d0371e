import type { AccessEvents } from './access.events.js';

export type AccessCommands = {
  /** By the service alone, for whoever reads; the hour is that of the decision. */
  RecordAccess: Omit<AccessEvents['AccessRecorded'], 'hour'>;
};
