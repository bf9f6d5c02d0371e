import 'reflect-metadata';
import { rootsAsked, rootsWithAPast } from './past-questions.js';
import { RecordedYear } from './recorded-year.js';

// The sample trust's year is played on the service, and its widest questions are asked on the way.
jest.setTimeout(300_000);

const seed = 20_270_101;
const moments = 7;

describe('What was answered while a year was played', () => {
  const year = new RecordedYear();
  beforeAll(() => year.play(moments, seed));
  afterAll(() => year.close());

  it('was asked by every query that has a past', () => {
    expect(rootsAsked).toEqual(rootsWithAPast);
    const asked = new Set(year.served.flatMap(({ answers }) => answers.map(([{ root }]) => root)));
    expect([...asked].sort()).toEqual(rootsAsked);
    const answers = year.served.flatMap((served) => served.answers.map(([, answer]) => answer));
    expect(answers.filter((answer) => answer.includes('"errors"'))).toEqual([]);
  });

  it('differs from moment to moment, or comparing would show nothing', async () => {
    expect(year.served).toHaveLength(moments);
    expect(new Set(year.served.map(({ tables }) => JSON.stringify(tables))).size).toBe(moments);
    expect(await year.differences({ shifted: 1 })).not.toEqual([]);
  });

  it('is answered word for word when that moment is the past, and its views hold the same', async () => {
    expect(await year.differences()).toEqual([]);
    // Also what people were waited for, who stand where they stood.
    expect(year.worksCompared).toBeGreaterThan(8);
    const works = year.served.flatMap((served) => served.works.map(({ answer }) => answer));
    expect(works.filter((answer) => answer.includes('"kind"')).length).toBeGreaterThan(2);
  });

  it('is so after a restart, too', async () => {
    await year.restart();
    expect(await year.differences({ every: 3 })).toEqual([]);
  });
});
