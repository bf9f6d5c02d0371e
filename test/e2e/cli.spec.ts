import { readdirSync } from 'node:fs';
import './command-line.js';

/** What the command line is made of takes longer to load than most of these suites take: they load it once. */
const suites = readdirSync(__dirname).filter((file) => /^cli-.*\.suite\.ts$/.test(file));

describe.each(suites)('%s:', (file) => {
  require(`./${file}`);
});
