import type { Lease } from '#event-store';
import { Duty, type DutyNews } from './duty.js';

const askAgainMs = 5;

/** One lease for all who ask here, which can be cut off whoever has it. */
class Office {
  private held: { readonly lose: () => void } | null = null;
  isClosed = false;

  readonly acquire = (): Promise<Lease | null> => {
    if (this.isClosed) return Promise.reject(new Error('nobody answers'));
    if (this.held) return Promise.resolve(null);
    let lose = (): void => undefined;
    const lost = new Promise<void>((resolve) => (lose = resolve));
    const held = { lose };
    this.held = held;
    return Promise.resolve({
      lost,
      release: () => {
        if (this.held === held) this.held = null;
        return Promise.resolve();
      },
    });
  };

  cutOff(): void {
    this.held?.lose();
    this.held = null;
  }
}

let office: Office;
let story: string[];
const candidates: Duty[] = [];
const candidate = (who: string, isFit = () => true): Duty => {
  const task = {
    start: () => void story.push(`${who} starts`),
    pause: () => {
      story.push(`${who} pauses`);
      return Promise.resolve();
    },
  };
  const news: DutyNews = {
    taken: () => undefined,
    lost: () => void story.push(`${who} has lost it`),
    trouble: (error) => void story.push(`${who} hears that ${(error as Error).message}`),
  };
  const duty = new Duty(office.acquire, 'task', task, isFit, news, askAgainMs);
  candidates.push(duty);
  return duty;
};
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, askAgainMs));
};

beforeEach(() => {
  office = new Office();
  story = [];
});
afterEach(() => Promise.all(candidates.splice(0).map((duty) => duty.close())));

describe('A duty of one of several processes', () => {
  it('is the first one’s, from the moment it has asked', async () => {
    const [one, two] = [candidate('one'), candidate('two')];
    await one.begin();
    await two.begin();
    expect([one.isHeld, two.isHeld]).toEqual([true, false]);
    expect(story).toEqual(['one starts']);
  });

  it('is handed over when its process closes, after its task has ended there', async () => {
    const [one, two] = [candidate('one'), candidate('two')];
    await one.begin();
    await two.begin();
    await one.close();
    await until(() => two.isHeld);
    expect(story).toEqual(['one starts', 'one pauses', 'two starts']);
  });

  it('ends where it was lost, and goes on with whoever gets it', async () => {
    const [one, two] = [candidate('one'), candidate('two')];
    await one.begin();
    await two.begin();
    office.cutOff();
    await until(() => story.length > 3);
    expect(story.slice(0, 3)).toEqual(['one starts', 'one has lost it', 'one pauses']);
    expect(story.slice(3)).toEqual([one.isHeld ? 'one starts' : 'two starts']);
  });

  it('is left to another by a process that cannot do it', async () => {
    let isFit = true;
    const [one, two] = [candidate('one', () => isFit), candidate('two')];
    await one.begin();
    await two.begin();
    isFit = false;
    await until(() => two.isHeld);
    expect(one.isHeld).toBe(false);
    expect(story).toEqual(['one starts', 'one pauses', 'two starts']);
  });

  it('is asked for again while nobody answers, which is told once', async () => {
    office.isClosed = true;
    const one = candidate('one');
    await one.begin();
    await new Promise((resolve) => setTimeout(resolve, 5 * askAgainMs));
    office.isClosed = false;
    await until(() => one.isHeld);
    expect(story).toEqual(['one hears that nobody answers', 'one starts']);
  });
});
