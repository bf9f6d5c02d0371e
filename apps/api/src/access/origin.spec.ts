import { fromOwnPage, originOf, safeReturn } from './origin.js';

const own = 'https://hoshin.trust.example';

describe('Where the browser believes to be', () => {
  it('is what the settings say, whatever it was asked as', () => {
    expect(originOf({ mode: 'production', publicUrl: own }, { host: 'elsewhere.example' })).toBe(own);
  });

  it('is this machine under its port while trying things out, and nobody else', () => {
    const demo = { mode: 'demo', publicUrl: undefined } as const;
    expect(originOf(demo, { host: '127.0.0.1:4000' })).toBe('http://127.0.0.1:4000');
    expect(originOf(demo, { host: 'localhost:4000' })).toBe('http://localhost:4000');
    // A stranger's name that resolves to this machine, and headers that are no host.
    for (const host of ['rebound.example:4000', '', 'a b', undefined])
      expect(originOf(demo, host === undefined ? {} : { host })).toBeNull();
    expect(originOf({ mode: 'production', publicUrl: undefined }, { host: 'localhost' })).toBeNull();
  });

  it.each([undefined, 'null', 'https://elsewhere.example', `${own}.evil.example`, 'http://hoshin.trust.example', `${own}:8443`])(
    'is not a page of the origin %s',
    (origin) => {
      expect(() => fromOwnPage({ origin }, own)).toThrow(`the header Origin must be ${own}`);
    },
  );

  it('is our own page with our own origin', () => {
    expect(() => fromOwnPage({ origin: own }, own)).not.toThrow();
  });
});

describe('The way back after signing in', () => {
  it.each([
    ['/', '/'],
    ['/console', '/console'],
    ['/goals/7?at=3#plan', '/goals/7?at=3#plan'],
    ['/a/../console', '/console'],
  ])('may be a place of this service: %s', (asked, place) => {
    expect(safeReturn(asked, own)).toBe(`${own}${place}`);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '///evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'console',
    '@evil.example',
    '.evil.example',
    '',
    `/${'a'.repeat(3_000)}`,
    ['/console'],
    undefined,
    7,
  ])('is the console where it was asked to be elsewhere: %p', (asked) => {
    expect(safeReturn(asked, own)).toBe(`${own}/console`);
  });

  it('names its host, so that no path is read as another one', () => {
    expect(safeReturn('/.//evil.example', own)).toBe(`${own}//evil.example`);
  });
});
