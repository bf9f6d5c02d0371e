import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { aggregates } from '#strategy';
import { schemaOf } from '#kernel';

const root = join(__dirname, '..', '..');
const page = join(root, 'docs', 'events.md');
const sources = join(root, 'libs', 'strategy', 'src');

interface Described {
  readonly says: string;
  readonly payload: string;
}

/** Every member of the `…Events` payload maps, with what its comment says and its payload as written. */
const described = (): Map<string, Described> => {
  const found = new Map<string, Described>();
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.events.ts'));
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(join(sources, file), 'utf8'), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isTypeAliasDeclaration(node) || !node.name.text.endsWith('Events') || !ts.isTypeLiteralNode(node.type)) return;
      for (const member of node.type.members)
        if (ts.isPropertySignature(member) && member.type)
          found.set(member.name.getText(source), {
            says: ts
              .getJSDocCommentsAndTags(member)
              .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
              .join(' '),
            payload: member.type.getText(source).replace(/\n {2}/g, '\n'),
          });
    });
  }
  return found;
};

/** The page of all events, from the catalogue and the sources alone. */
const eventsPage = (): string => {
  const says = described();
  const chapters = aggregates.map(({ name, stored, upcasts }) => {
    const entries = Object.entries(stored).map(([type, storedAs]) => {
      const event = says.get(type);
      if (!event) throw new Error(`${type} is in the catalogue and in no payload map`);
      const words = event.says === '' ? '' : `${event.says.replace(/\s+/g, ' ')}\n\n`;
      return `### ${type}\n\nStored as \`${storedAs}\`, schema ${schemaOf(upcasts, type)}.\n\n${words}\`\`\`ts\n${event.payload}\n\`\`\`\n`;
    });
    return `## ${name}\n\n${entries.join('\n')}`;
  });
  return [
    '# Events\n',
    'Everything that can be in the log, made from the catalogue and the sources (`npm run docs` writes this page, a test holds',
    'it to them). Stored names and schema numbers are for ever. The envelope around each payload, its hash and the form of',
    'figures are in [decision 0003](adr/0003-envelope-hash-and-numbers.md).\n',
    chapters.join('\n'),
  ].join('\n');
};

describe('the page of events', () => {
  it('is what the catalogue and the sources say', () => {
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(page, eventsPage());
    expect(readFileSync(page, 'utf8')).toBe(eventsPage());
  });
});
