import { reject } from '#kernel';
import { VersionConflict, type EventStore } from '#event-store';
import { Metrics } from './metrics.js';
import { Trail } from './trail.js';
import { untraced } from './tracing.js';
import { Watch } from './watch.js';

const appended = { stream: 's', firstVersion: 1, lastVersion: 1, position: 7, replayed: false, recordedAt: '' };
/** A store that answers each append with the next of these. */
const storeOf = (...answers: (() => Promise<typeof appended>)[]): EventStore =>
  ({ append: () => answers.shift()!() }) as unknown as EventStore;

let metrics: Metrics;
let watch: Watch;
beforeEach(() => {
  metrics = new Metrics();
  watch = new Watch(metrics, untraced);
});
const page = async (): Promise<string> => (await metrics.page()).text;

describe('A watch', () => {
  it('counts an append by how it ended, a conflict as a decision taken again, and passes all of it on', async () => {
    const conflict = new VersionConflict('s', 1, 2);
    const store = watch.appendsOf(
      storeOf(
        () => Promise.reject(conflict),
        () => Promise.reject(new Error('gone')),
        () => Promise.resolve(appended),
      ),
    );
    await expect(store.append('s', 1, [])).rejects.toBe(conflict);
    await expect(store.append('s', 1, [])).rejects.toThrow('gone');
    expect(await store.append('s', 1, [])).toBe(appended);
    const text = await page();
    expect(text).toContain('hoshin_conflict_retries_total 1');
    for (const outcome of ['conflict', 'failed', 'appended']) expect(text).toContain(`hoshin_append_seconds_count{outcome="${outcome}"} 1`);
  });

  it('notes on the trail what a command came to', async () => {
    const trail = new Trail('c');
    const receipt = { commandId: 'c', subject: 's', position: 7, version: 1, events: 1, replayed: false };
    await watch.command({ aggregate: 'goal', name: 'CloseGoal' }, trail, () => Promise.resolve(receipt));
    expect([trail.position, trail.outcome, trail.codes]).toEqual([7, 'answered', []]);
    await watch.command({ aggregate: 'goal', name: 'CloseGoal' }, trail, () => Promise.resolve(reject('NotYours', 'it is not yours')));
    expect([trail.outcome, trail.codes]).toEqual(['refused', ['NotYours']]);
    const failing = watch.command({ aggregate: 'goal', name: 'CloseGoal' }, trail, () => Promise.reject(new Error('gone')));
    await expect(failing).rejects.toThrow('gone');
    for (const outcome of ['accepted', 'refused', 'failed'])
      expect(await page()).toContain(`hoshin_commands_total{command="goal.CloseGoal",outcome="${outcome}"} 1`);
  });
});
