import { Erasures } from './erasures.js';

const erased = (person: string) => ({ type: 'PersonErased', data: { person } });

describe('Erasures', () => {
  afterEach(() => jest.useRealTimers());

  it('are carried out at once, each person’s alone', async () => {
    const gone: string[] = [];
    const erasures = new Erasures({ erase: async (person) => void gone.push(person) }, () => {});
    erasures.follow({ type: 'UnitAdded', data: { person: 'nobody' } });
    erasures.follow(erased('amina'));
    expect(gone).toEqual(['amina']);
    await erasures.settled();
    await erasures.close();
  });

  it('are tried again until the directory takes them, and said while it does not', async () => {
    jest.useFakeTimers();
    let refusals = 2;
    const gone: string[] = [];
    const troubles: number[] = [];
    const erase = async (person: string): Promise<void> => {
      if (refusals-- > 0) throw new Error('the database is away');
      gone.push(person);
    };
    const erasures = new Erasures({ erase }, (_, owed) => troubles.push(owed));
    erasures.follow(erased('amina'));
    await expect(erasures.settled()).rejects.toThrow('the database is away');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(gone).toEqual(['amina']);
    expect(troubles).toEqual([1, 1]);
    await erasures.settled();
    await erasures.close();
  });
});
