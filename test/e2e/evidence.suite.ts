import { elementsNamed, everyElement, readXml, type XmlElement } from '#testing';
import { AccessRecords } from '../../apps/api/src/record/access-records.js';
import { startIssuedService } from './issued-service.js';
import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

let trust: Northmoor;
const servedTo = (receiver: string, offer: object, more: object = {}): Promise<unknown> =>
  trust.done('chief-nurse', 'serveBall', {
    kind: 'DOWNWARDS',
    parentRevision: 1,
    parent: { kind: 'AIM', id: 'falls-aim' },
    receiver,
    offer,
    ...more,
  });
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
});
afterAll(() => trust.close());

const open = async (path: string, post: string | null = 'auditor'): Promise<Response> =>
  fetch(`${trust.service.address}/evidence/${path}`, {
    headers: post === null ? {} : (await trust.acting(post)).headers(),
    redirect: 'manual',
  });
const read = async (answer: Response): Promise<XmlElement> => readXml((await answer.text()).replace('<!doctype html>', ''));
const textOf = (element: XmlElement): string =>
  everyElement(element)
    .map(({ text }) => text)
    .join(' ');

describe('An evidence pack over HTTP', () => {
  it('is a document that keeps to itself, for whoever is signed in and nobody else', async () => {
    const before = trust.position();
    const answer = await open('aims/falls-aim.html');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'private, no-store',
    ]);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="evidence-aim-at-${before}.html"`);
    expect(elementsNamed(await read(answer), 'h1')[0]!.text).toBe('Halve falls with harm');
    expect((await open('aims/falls-aim.html', null)).status).toBe(401);
  });

  it('is noted in the log once an hour before it is given, and never has its own note in it', async () => {
    const before = trust.position();
    const answer = await open('aims/falls-aim.html', 'finance-director');
    expect(trust.position()).toBe(before + 1);
    const text = textOf(await read(answer));
    expect(text).toContain(`after event ${before} of the record`);
    expect(text).not.toContain('access.recorded');
    await open('aims/falls-aim.html', 'finance-director');
    expect(trust.position()).toBe(before + 1);
  });

  it('is not given where it cannot be noted, and what is not there is not noted', async () => {
    const accesses = trust.service.app.get(AccessRecords);
    const record = jest.spyOn(accesses, 'record');
    try {
      for (const path of ['aims/nothing.html', 'goals/nothing.html', 'aims/__proto__.html', `aims/${'x'.repeat(90)}.html`])
        expect([path, (await open(path)).status]).toEqual([path, 404]);
      expect(record).not.toHaveBeenCalled();
      record.mockRejectedValueOnce(new Error('the disk is full'));
      const answer = await open('aims/falls-aim.html', 'surgery-lead');
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain('Halve falls');
    } finally {
      record.mockRestore();
    }
  });

  it.each([
    ['asOf=yesterday', 400, 'is a day such as 2026-04-01'],
    ['asOf=0', 404, 'asOf 0 is not in the log'],
    ['asOf=99999999', 404, 'asOf 99999999 is not in the log'],
    ['asOf=2099-01-01', 404, 'lies in the future'],
    ['asof=3', 400, 'asof is nothing this evidence pack can be asked: take asOf'],
    ['width=800', 400, 'width is nothing this evidence pack'],
  ])('refuses %s by %i with a sentence', async (query, status, because) => {
    const answer = await open(`aims/falls-aim.html?${query}`);
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(because)]);
  });

  it('of a moment is the same for ever but for when and for whom it was made, whatever happened since', async () => {
    const at = trust.position();
    const then = await (await open(`aims/falls-aim.html?asOf=${at}`)).text();
    trust.clock.to('2026-03-04');
    await servedTo('medicine-lead', fallsOffer('falls-medicine', '24', '12', { statement: 'Said later' }));
    const now = await (await open(`aims/falls-aim.html?asOf=${at}`)).text();
    const made = /\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC by/g;
    expect(now.replaceAll(made, '')).toBe(then.replaceAll(made, ''));
    expect(now.includes('Said later')).toBe(false);
    expect((await (await open('aims/falls-aim.html')).text()).includes('Said later')).toBe(true);
  });

  it('shows a private thread to its sides and auditors, and to others only that there is one', async () => {
    await servedTo('surgery-lead', fallsOffer('falls-surgery', '16', '8', { statement: 'Between us alone' }), { private: true });
    const seenBy = async (post: string): Promise<boolean> =>
      (await (await open('aims/falls-aim.html', post)).text()).includes('Between us alone');
    expect([await seenBy('auditor'), await seenBy('surgery-lead'), await seenBy('digital-lead')]).toEqual([true, true, false]);
  });

  it('is opened in a browser by whoever has a session, and never from another site', async () => {
    const service = await startIssuedService();
    try {
      const browser = await service.signedIn('idp|ann');
      const opened = async (site: string): Promise<number> =>
        (await browser.send('/evidence/aims/none.html', { headers: { 'sec-fetch-site': site } })).status;
      expect([await opened('none'), await opened('same-origin'), await opened('cross-site')]).toEqual([404, 404, 403]);
    } finally {
      await service.close();
    }
  });
});
