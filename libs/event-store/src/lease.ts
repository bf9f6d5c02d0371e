/** The right to be the only one who does something, for as long as this process holds it. */
export interface Lease {
  /** Resolves when it was lost without being released: stop at once, another process may have it. Never rejects. */
  readonly lost: Promise<void>;
  /** Lets another process have it. */
  release(): Promise<void>;
}

/** Asks for the lease of that name; null when another process has it. */
export type AcquireLease = (name: string) => Promise<Lease | null>;
