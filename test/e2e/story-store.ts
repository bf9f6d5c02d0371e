/** Where the trust of a story keeps its log and its people: in a folder of its own unless a spec plays it elsewhere. */
let place: () => Promise<Record<string, string>> = () => Promise.resolve({});

/** The settings of the next trust; each has a place of its own. */
export const storyStore = (): Promise<Record<string, string>> => place();
/** To be called before a story begins: its trust is set up at the places this names. */
export const playStoriesAt = (elsewhere: () => Promise<Record<string, string>>): void => {
  place = elsewhere;
};
