import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkExport } from './export-check.js';

/** Whole logs as earlier programs exported them. */
const folder = join(process.cwd(), 'test/golden');
const name = readdirSync(folder).find((each) => each.endsWith('.jsonl'))!;
const whole = readFileSync(join(folder, name), 'utf8');
const checked = (text: string, seal: Parameters<typeof checkExport>[1] = null) => checkExport(new Blob([text]), seal, () => {});
const lines = whole.split('\n');
const trailer = JSON.parse(lines.at(-2)!) as { trailer: { events: number; chainDigest: string } };
const { events, chainDigest } = trailer.trailer;

describe('An export checked in the browser', () => {
  it('is whole where every hash and the chain fit, and holds its seal', async () => {
    expect(await checked(whole)).toMatchObject({ is: 'WHOLE', events, chain: chainDigest });
    expect(await checked(whole, { ordinal: events, digestStart: chainDigest.slice(0, 40) })).toMatchObject({ is: 'WHOLE' });
  });

  it('is not where a word of an event was altered, and the line is named', async () => {
    const altered = lines.with(3, lines[3]!.replace(/"data":"\{/, '"data":"{ ')).join('\n');
    expect(altered).not.toBe(whole);
    expect(await checked(altered)).toEqual({ is: 'NOT_WHOLE', line: 4, because: 'its hash does not fit: something of it was altered' });
  });

  it('is not where an event was taken out, the end was cut off, or the seal is of another log', async () => {
    expect(await checked(lines.toSpliced(4, 1).join('\n'))).toMatchObject({ is: 'NOT_WHOLE', line: 5 });
    expect(await checked(whole.slice(0, -10))).toMatchObject({ is: 'NOT_WHOLE', because: expect.stringContaining('cut off') });
    expect(await checked(lines.slice(0, 5).join('\n') + '\n')).toMatchObject({
      is: 'NOT_WHOLE',
      because: expect.stringContaining('cut off'),
    });
    expect(await checked(whole, { ordinal: 2, digestStart: 'f'.repeat(40) })).toMatchObject({ is: 'NOT_WHOLE', line: 3 });
  });

  it('is nothing else', async () => expect(await checked('{"some":"thing"}\n')).toMatchObject({ is: 'NOT_WHOLE', line: 1 }));
});
