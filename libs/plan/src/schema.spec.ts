import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planJsonSchema } from './schema.js';

const published = join(__dirname, '../../../docs/plan.schema.json');

describe('The published plan schema', () => {
  it('is the one made from the code', () => {
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(planJsonSchema());
  });
});
