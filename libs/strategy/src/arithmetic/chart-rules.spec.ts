import { chartOf, glanceOf, rulesVersion } from '#spc';
import { chartRules, conventionAtFirst } from './chart-rules.js';

describe('the versions of the chart rules', () => {
  it('are all there have been, the latest drawn by the engine of today', () => {
    expect([...chartRules.keys()]).toEqual(Array.from({ length: rulesVersion }, (_, index) => index + 1));
    expect(chartRules.get(rulesVersion)).toEqual({ chartOf, glanceOf });
  });

  it('begin with the first, which is in force where nobody says otherwise', () => {
    expect(conventionAtFirst.rulesVersion).toBe(1);
    expect(chartRules.get(1)!.chartOf([{ date: '2026-04-01', value: 1 }], {}).rulesVersion).toBe(1);
  });
});
