import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { parentOf } from './correlation.js';
import type { RequestSpan, Tracing } from './tracing.js';

const exportMsMax = 2_000;

type Resource = NonNullable<NonNullable<ConstructorParameters<typeof NodeTracerProvider>[0]>['resource']>;
/** Its name and nothing else: what is found out about machine and command line by default is nobody's business. */
const thisService: Resource = {
  attributes: { 'service.name': 'hoshin' },
  merge: () => thisService,
  getRawAttributes: () => [['service.name', 'hoshin']],
};

class TracedRequest implements RequestSpan {
  constructor(readonly span: Span) {}
  end(name: string, facts: Readonly<Record<string, string | number | boolean>>): void {
    this.span.updateName(name);
    this.span.setAttributes(facts);
    this.span.end();
  }
}

/** Below what the caller names in its header, or at the root. */
const contextBelow = (traceparent: unknown): Context => {
  const parent = parentOf(traceparent);
  if (!parent) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId: parent.traceId, spanId: parent.spanId, traceFlags: parent.flags, isRemote: true });
};

/** Sends spans to a collector that speaks OTLP over HTTP. Nothing of it is global: two services in one process do not mix. */
export const otlpTracing = (url: string): Tracing => {
  const provider = new NodeTracerProvider({
    resource: thisService,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url, timeoutMillis: exportMsMax }))],
  });
  const tracer = provider.getTracer('hoshin');
  const around = new AsyncLocalStorage<Context>();

  return {
    begin: (traceparent) => new TracedRequest(tracer.startSpan('request', { kind: SpanKind.SERVER }, contextBelow(traceparent))),
    within: (name, below, work, facts) => {
      const context = below instanceof TracedRequest ? trace.setSpan(ROOT_CONTEXT, below.span) : (around.getStore() ?? ROOT_CONTEXT);
      const span = tracer.startSpan(name, {}, context);
      return around.run(trace.setSpan(context, span), async () => {
        try {
          const result = await work();
          span.setAttributes(facts(result));
          return result;
        } catch (error) {
          // The message may quote what somebody wrote; the line in the log has it, under the same correlation id.
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttributes({ ...facts(undefined), 'error.type': error instanceof Error ? error.name : typeof error });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    close: async () => {
      // A collector that is gone must not keep the service from stopping.
      await provider.shutdown().catch(() => undefined);
    },
  };
};
