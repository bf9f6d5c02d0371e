import type { FastifyRequest } from 'fastify';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { RequestSpan } from './tracing.js';

const fieldsMax = 5;

/**
 * What is noted of a request while it is answered, for its line in the log: what was asked in the schema's words, and
 * how that ended. Never who asked and never what was said: the name a caller gives an operation is left out too, since
 * it can be anything.
 */
export class Trail {
  operation: string | null = null;
  /** The log position the answer rests on, once it does on one. */
  position: number | null = null;
  span: RequestSpan | undefined;
  private readonly refusedBy = new Set<string>();
  private readonly failedBy = new Set<string>();

  constructor(readonly correlationId: string) {}

  /** Notes what a valid operation asks. */
  asked({ operation, selectionSet }: OperationDefinitionNode): void {
    const fields = new Set(selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : '…')));
    const named = [...fields].slice(0, fieldsMax).join(' ');
    this.operation = `${operation} ${named}${fields.size > fieldsMax ? ' …' : ''}`;
  }

  refused(code: string): void {
    this.refusedBy.add(code);
  }

  failed(code: string): void {
    this.failedBy.add(code);
  }

  get outcome(): 'answered' | 'refused' | 'failed' {
    if (this.failedBy.size > 0) return 'failed';
    return this.refusedBy.size > 0 ? 'refused' : 'answered';
  }

  /** The codes of refusals and errors in the answer, each once. */
  get codes(): readonly string[] {
    return [...this.failedBy, ...this.refusedBy];
  }
}

const trails = new WeakMap<object, Trail>();

/** Keeps the trail of a request for as long as the request lives. */
export const beginTrail = (request: Pick<FastifyRequest, 'raw'>, correlationId: string): Trail => {
  const trail = new Trail(correlationId);
  trails.set(request.raw, trail);
  return trail;
};

/** The trail of a request that has begun. */
export const trailOf = (request: Pick<FastifyRequest, 'raw'>): Trail | undefined => trails.get(request.raw);
