import { correlationOf, parentOf } from './correlation.js';

const made = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${trace}-00f067aa0ba902b7-01`;

describe('The name of a request', () => {
  it('is the caller’s where it is a UUID, before that of a trace, before a new one', () => {
    const id = '3F0C2A44-5d0e-4b7e-9f1d-0a1b2c3d4e5f';
    expect(correlationOf({ 'x-correlation-id': id, traceparent })).toBe(id.toLowerCase());
    expect(correlationOf({ traceparent })).toBe(trace);
    expect(correlationOf({})).toMatch(made);
    expect(correlationOf({})).not.toBe(correlationOf({}));
  });

  it.each(['Ann Smith', '', '3f0c2a44', `${trace}\n`, "'; drop table events", ['3f0c2a44-5d0e-4b7e-9f1d-0a1b2c3d4e5f']])(
    'is a new one where the caller’s is of another form: %j',
    (named) => {
      expect(correlationOf({ 'x-correlation-id': named })).toMatch(made);
    },
  );

  it.each([
    '',
    'garbage',
    `01-${trace}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
  ])('comes from no trace that is none: %s', (header) => {
    expect(parentOf(header)).toBeUndefined();
    expect(correlationOf({ traceparent: header })).toMatch(made);
  });

  it('tells the trace, the caller’s part of it, and whether it is recorded', () => {
    expect(parentOf(traceparent)).toEqual({ traceId: trace, spanId: '00f067aa0ba902b7', flags: 1 });
  });
});
