import { ScriptedClock } from './scripted-clock.js';

describe('The scripted clock', () => {
  it('begins a day in the morning and goes on a little with every command', () => {
    const clock = new ScriptedClock();
    clock.moveTo('2026-04-01');
    clock.tick();
    clock.moveTo('2026-04-01');
    clock.tick();
    expect(new Date(clock.now()).toISOString()).toBe('2026-04-01T08:32:20.000Z');
  });

  it('never runs back', () => {
    const clock = new ScriptedClock();
    clock.moveTo('2026-04-02');
    expect(() => clock.moveTo('2026-04-01')).toThrow('goes back from 2026-04-02');
  });

  it('says when a day holds more than a day', () => {
    const clock = new ScriptedClock();
    clock.moveTo('2026-04-02');
    expect(() => Array.from({ length: 700 }, () => clock.tick())).toThrow('move some of it to 2026-04-03');
  });
});
