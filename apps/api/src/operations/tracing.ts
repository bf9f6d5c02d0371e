/** What may be said of a piece of work: words of the program and numbers, nothing of a person and nothing anybody wrote. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** The span of a request, from its first byte to its answer. */
export interface RequestSpan {
  end(name: string, facts: SpanFacts): void;
}

/** Where the time of a request goes. */
export interface Tracing {
  /** Begins the span of a request, below the caller's own where the `traceparent` header names one. */
  begin(traceparent: unknown): RequestSpan | undefined;
  /**
   * Does the work in a span below the request's, or below the span the work is called in. `facts` are asked for when it
   * is done, with the result where there is one.
   */
  within<Result>(
    name: string,
    below: RequestSpan | undefined,
    work: () => Promise<Result>,
    facts: (result: Result | undefined) => SpanFacts,
  ): Promise<Result>;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

/** The tracing of a service that was told of nobody to send traces to. */
export const untraced: Tracing = {
  begin: () => undefined,
  within: (_name, _below, work) => work(),
  close: () => Promise.resolve(),
};
