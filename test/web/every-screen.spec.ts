import { idsOf, places, shown, signInFor, type Ids } from './places.js';
import { widths } from './screens.js';
import { Stage, bothWidths, flawsOf, tooWide } from './stage.js';

// Thirty screens, each looked through from end to end.
jest.setTimeout(240_000);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const halfOf = ({ width, height }: { readonly width: number; readonly height: number }) => ({ width: width / 2, height: height / 2 });

describe.each(bothWidths)('Every screen on a %s', (at) => {
  it('is for everybody, fits, complains of nothing and asks nobody but the service', async () => {
    const visit = await stage.visiting(at);
    const flaws: Record<string, string[]> = {};
    let [before, ids]: [(typeof places)[number] | undefined, Ids | undefined] = [undefined, undefined];
    for (const place of places) {
      if (!before || place.as !== before.as) await signInFor(visit, place);
      before = place;
      ids ??= await idsOf(visit);
      await visit.goTo(place.at(ids));
      await shown(visit.page);
      const found = await flawsOf(visit, at);
      if (at === 'desktop') {
        // A zoom of 200% leaves a desktop half its pixels.
        const zoomed = halfOf(widths.desktop);
        await visit.page.setViewportSize(zoomed);
        found.push(...(await tooWide(visit, zoomed.width)));
        await visit.page.setViewportSize(widths.desktop);
      }
      if (found.length > 0) flaws[place.name] = found;
    }
    expect(flaws).toEqual({});
  });
});
