import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { aggregates, integrityRules } from '#strategy';
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

const rulesPage = join(root, 'docs', 'integrity.md');
const severities = ['HIGH', 'MEDIUM', 'LOW'];

/** The page of integrity findings: the rules as the program has them, and what holds for all of them. */
const integrityPage = (): string => {
  const rules = [...integrityRules].sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
  return [
    '# Integrity findings\n',
    'Decisions in the record that may have made it look better than things stood. Each is a question to those who decided, and no',
    'verdict: there may be a good reason, and then somebody who had no part in it writes it down. Made from the rules themselves',
    '(`npm run docs` writes this page, a test holds it to them).\n',
    '| Code | Severity | Found when |',
    '| --- | --- | --- |',
    ...rules.map(({ code, severity, sentence }) => `| \`${code}\` | ${severity} | ${sentence} |`),
    '',
    '## What holds for all of them\n',
    '- A decision is judged by **what was known right before it**: the figures, plans, charts and weights of then. What is',
    '  corrected afterwards neither makes a finding nor takes one away. What was found once is found for ever, and as of an earlier',
    '  moment exactly what was found then.',
    '- A period is missed when it reads MISSED on the bowling chart: beyond the tolerance. One that was not reported says nothing.',
    '- A run ends on the due day, or with the year of its cycle where that ends before.',
    '- One command is one decision, however many figures it changes.',
    '- Every finding names all events it rests on (`evidenceAll`), the one that decided, who decided, and has a key that stays the',
    '  same in every copy of the log.',
    '- Who may not see a goal sees no finding of it. Rights are today’s.\n',
    '## Answering for one\n',
    '`acknowledgeFinding` takes the key and a reason of three words or more. It is for executives, coaches, and leads of the line',
    'above the unit a finding falls to, and never for those who decided: whoever signed, directed or sent the command.',
    '`withdrawAcknowledgement` takes it back, with a reason. Both are events; the history of the key, and of what the finding is',
    'about, shows them. An acknowledged finding stays listed with who, when and why. Findings about how things stand (a ball that',
    'lies still, figures that are missing) are not acknowledged: they vanish when they are mended.\n',
    'Query `findings(kind: INTEGRITY, acknowledged: false)` lists what nobody answers for yet; so does',
    '`hoshin findings --integrity --unanswered`.\n',
  ].join('\n');
};

describe('the page of integrity findings', () => {
  it('is what the rules say', () => {
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(rulesPage, integrityPage());
    expect(readFileSync(rulesPage, 'utf8')).toBe(integrityPage());
  });
});
