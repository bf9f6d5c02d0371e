import type { Recorded } from '#kernel';
import { elementsNamed, everyElement, happened, readXml, thread, told, trust, type Past, type XmlElement } from '#testing';
import type { GoalEvents, MeasureEvents, StrategyEvents } from '#strategy';
import type { StoredEvent } from '../../record/stored-events.js';
import { packOf, type PackSources } from './making.js';
import type { CoveringSeal } from './pack-of.js';
import { packLimits, storyOf, type PackSubject } from './story.js';

const { viewsOver, committed, directed, inNegotiation, threadOf, signing, figures } = told;
const aim: PackSubject = { kind: 'AIM', id: 'aim-1' };

const stored = (event: Recorded): StoredEvent => ({
  event,
  header: { stream: event.stream, version: event.version, id: event.id, type: event.type, schema: 1, recordedAt: event.at },
  dataDigest: 'd'.repeat(64),
  metaDigest: 'e'.repeat(64),
  eventHash: `${event.ordinal}`.padStart(64, '0'),
});

type Asked = Partial<Pick<PackSources, 'directory' | 'seal'>> & { readonly person?: string; readonly subject?: PackSubject };

const packed = ({ person = 'aud', subject = aim, ...sources }: Asked, ...streams: readonly (readonly Past[])[]): string | null => {
  const { log, now } = viewsOver(trust.trustLog(...streams));
  const moment = now();
  const directory = { displayName: (each: string) => `Name of ${each}` };
  const events = log.map((event) => stored(event));
  return packOf(subject, { moment, now: moment, reader: told.reading(moment, person), directory, events, seal: null, ...sources });
};
const read = (document: string | null): XmlElement => readXml(document!.replace('<!doctype html>', ''));
const page = (asked: Asked, ...streams: readonly (readonly Past[])[]): XmlElement => read(packed(asked, ...streams));
const textOf = (element: XmlElement): string =>
  everyElement(element)
    .map(({ text }) => text)
    .join(' ');
const threadsOf = (document: XmlElement): number =>
  everyElement(document).filter(({ name, attributes }) => name === 'section' && /^t\d+$/.test(attributes['id'] ?? '')).length;

const secret = { ...thread.firstOffer, statement: 'The secret offer', rationale: 'told to nobody else' };
const everything = [
  committed('t1'),
  directed('t2', { receiver: 'surgery', unit: 'surgery-unit' }),
  inNegotiation('t3', { parent: { kind: 'GOAL', id: 't1' }, giver: 'medicine', receiver: 'ward-7' }),
  figures('falls', { '2026-01': '41', '2026-02': '40' }),
];

describe('An evidence pack', () => {
  it('is one well-formed document that loads nothing and runs nothing', () => {
    const text = packed({}, ...everything)!;
    const document = read(text);
    expect(document.attributes['lang']).toBe('en-GB');
    const [policy] = elementsNamed(document, 'meta').filter(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy!.attributes['content']).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    const names = new Set(everyElement(document).map(({ name }) => name));
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form', 'foreignObject']) expect(names).not.toContain(name);
    const addresses = everyElement(document).flatMap(({ attributes }) =>
      [attributes['href'], attributes['src']].filter((each) => each !== undefined),
    );
    expect(addresses.filter((address) => !address.startsWith('#'))).toEqual([]);
    expect(/url\(|@import|\son[a-z]+="/i.test(text)).toBe(false);
  });

  it('leads only to places it has, each named once, under headings that skip no rank', () => {
    const document = page({}, ...everything);
    const ids = everyElement(document).flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = everyElement(document).flatMap(({ attributes }) => (attributes['href'] ?? '').slice(1) || []);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    const ranks = everyElement(document).flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
    expect(ranks.every((rank, index) => rank <= (ranks[index - 1] ?? 0) + 1)).toBe(true);
    for (const head of elementsNamed(document, 'th')) expect(head.attributes['scope']).toMatch(/^(col|row)$/);
    for (const picture of elementsNamed(document, 'svg')) expect(elementsNamed(picture, 'desc')[0]!.text).not.toBe('');
  });

  it('has every thread of the line, what is in force with its two signatures or its arbiter, and the figures', () => {
    const document = page({}, ...everything);
    expect(threadsOf(document)).toBe(3);
    const text = textOf(document);
    for (const said of [
      'Signed for the giver',
      'Name of ann, ',
      'Directed, not agreed',
      'Falls',
      'February 2026',
      '1. In short',
      '9. The record',
    ])
      expect(text).toContain(said);
    expect(elementsNamed(document, 'tr').filter(({ attributes }) => /^e\d+$/.test(attributes['id'] ?? '')).length).toBeGreaterThan(15);
  });

  it('shows what people wrote and never lets it speak for the document', () => {
    const evil = `</style></title><script>alert(1)</script>" onload='x' & ]]> \u202E \\"; } body { display: none } ${'x'.repeat(400)}`;
    const offer = { ...thread.firstOffer, statement: evil, rationale: evil, means: [evil] };
    const strategy = happened<StrategyEvents>('strategy', 'trust', {
      type: 'AimRevised',
      data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, statement: evil }, reason: evil },
    });
    const text = packed({ directory: { displayName: () => evil } }, strategy, threadOf('t1', { offer }, ...signing(offer)))!;
    expect(/<script|\u202E/.test(text)).toBe(false);
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    const document = read(text);
    const [style] = elementsNamed(document, 'style');
    expect(style!.text).not.toContain('display: none } x');
    expect(elementsNamed(document, 'h1')[0]!.text).toContain('<script>alert(1)</script>');
  });

  it('keeps a private thread between its sides, and says no more of a single person’s goal than may be known', () => {
    const streams = [
      threadOf('t1', { private: true, offer: secret }),
      committed('t2', { receiver: 'ward-7-nurse', unit: 'ward-7-unit', offer: { ...secret, statement: 'The nurse’s own goal' } }),
    ];
    const stranger = textOf(page({ person: 'sue' }, ...streams));
    expect(stranger).toContain('A negotiation kept between its sides');
    for (const hidden of ['secret offer', 'told to nobody else', 'nurse’s own goal', 'Name of nia']) expect(stranger).not.toContain(hidden);
    expect(stranger).toContain('Of 1 thread only part is shown');
    expect(threadsOf(page({ person: 'sue' }, ...streams))).toBe(1);
    const auditor = textOf(page({}, ...streams));
    for (const shown of ['The secret offer', 'The nurse’s own goal', 'Nothing was left out']) expect(auditor).toContain(shown);
    expect(threadsOf(page({}, ...streams))).toBe(2);
  });

  it('leaves the events of what may not be seen out of the record it lists', () => {
    const streams = [threadOf('t1', { private: true, offer: secret })];
    const { log, now } = viewsOver(trust.trustLog(...streams));
    const moment = now();
    const ofThread = log.filter(({ subject }) => subject === 't1').map(({ ordinal }) => ordinal);
    const listedFor = (person: string) =>
      storyOf(moment, moment, told.reading(moment, person), aim)!.ordinals.filter((each) => ofThread.includes(each));
    expect([listedFor('aud'), listedFor('ben'), listedFor('sue')]).toEqual([ofThread, ofThread, []]);
  });

  it('says which seal covers it, which events a seal does not reach yet, and that none does', () => {
    const seal: CoveringSeal = { ordinal: 9_999, printed: 'HS-9999-ABCD', digest: 'f'.repeat(64), at: '2026-04-01T06:00:00.000Z' };
    const all = textOf(page({ seal }, ...everything));
    expect(all).toContain('HS-9999-ABCD');
    expect(all).toContain('It covers every event listed in this pack');
    expect(all).toContain('hoshin verify --seal HS-9999-ABCD');
    expect(textOf(page({ seal: { ...seal, ordinal: 3 } }, ...everything))).toMatch(
      /up to position 3; no seal covers the listed ones after\s+it/,
    );
    expect(textOf(page({}, ...everything))).toMatch(/No seal covers positions \d+ to \d+ yet/);
  });

  it('gives one event with the nine lines its hash is of', () => {
    const text = textOf(page({}, ...everything));
    expect(text).toContain(`hoshin-event-1 \\\n`);
    expect(text).toContain('d'.repeat(64));
  });

  it('is of a goal too, with the line above it, and of nothing the reader may not see', () => {
    const goal: PackSubject = { kind: 'GOAL', id: 't1' };
    const document = page({ subject: goal }, ...everything);
    expect(threadsOf(document)).toBe(2);
    expect(textOf(document)).toContain('Goal of this pack');
    expect(packed({ subject: { kind: 'GOAL', id: 'nothing' } }, ...everything)).toBeNull();
    expect(packed({ subject: { kind: 'AIM', id: 't1' } }, ...everything)).toBeNull();
    const nurses = committed('t9', { receiver: 'ward-7-nurse', unit: 'ward-7-unit' });
    const ofNurse: PackSubject = { kind: 'GOAL', id: 't9' };
    expect(packed({ person: 'sue', subject: ofNurse }, nurses)).toBeNull();
    expect(packed({ subject: ofNurse }, nurses)).not.toBeNull();
  });

  it('has a limit to its threads, and says where to read the others', () => {
    const many = Array.from({ length: packLimits.threads + 5 }, (_, index) => threadOf(`t${index}`));
    const document = page({}, ...many);
    expect(threadsOf(document)).toBe(packLimits.threads);
    expect(textOf(document)).toMatch(/Threads 1 to 100 of 105 are set out; the others stand in the line above/);
  });

  it('shows a figure as it was published where that differs from what is known', () => {
    const corrected = happened<MeasureEvents>(
      'measure',
      'falls',
      { type: 'PeriodClosed', data: { period: '2026-01' } },
      {
        type: 'ObservationCorrected',
        data: { period: '2026-01', value: '44', numerator: null, denominator: null, late: true, import: null, reason: 'two were missed' },
      },
    );
    const text = textOf(page({}, ...everything, corrected));
    expect(text).toContain('As published, where that differs');
    expect(text).toMatch(/44[\s\S]*41/);
  });

  it('names who closed a goal and why among the decisions', () => {
    const closed = happened<GoalEvents>('goal', 't1', {
      type: 'GoalClosed',
      data: { outcome: 'ACHIEVED', evidence: 'the audit of March', reason: 'ten months at target' },
    });
    const text = textOf(page({}, ...everything, closed));
    expect(text).toContain('Goal closed');
    expect(text).toContain('ten months at target');
  });
});
