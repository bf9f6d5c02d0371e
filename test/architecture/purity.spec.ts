import ts from 'typescript';
import { filesBelow, textOf } from './house-files.js';

const pureRooms = ['libs/kernel/', 'libs/spc/', 'libs/pictures/', 'libs/strategy/'];

/** Names that bring in the time, chance, the machine or the network. */
const impureNames = new Set([
  'Date',
  'Intl',
  'Temporal',
  'Buffer',
  'WeakRef',
  'FinalizationRegistry',
  'Function',
  'Atomics',
  'SharedArrayBuffer',
  'performance',
  'process',
  'crypto',
  'console',
  'fetch',
  'require',
  'module',
  'eval',
  'global',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
]);
/** Members that answer differently from call to call or from machine to machine, whatever they are called on. */
const impureMembers = new Set(['random', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase', 'localeCompare']);

const isMemberName = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return (parent.propertyName ?? parent.name) === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isEnumMember(parent)) &&
    parent.name === node
  );
};

/** Everything in a source text that a pure room may not name, with its line. Comments and strings say what they like. */
const impuritiesIn = (text: string): readonly string[] => {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (node: ts.Node, what: string) => found.push(`${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const member = isMemberName(node);
      if ((member ? impureMembers : impureNames).has(node.text)) note(node, node.text);
    }
    if (
      ts.isStringLiteral(node) &&
      node.text.startsWith('node:') &&
      (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent))
    )
      note(node, node.text);
    if (
      ts.isElementAccessExpression(node) &&
      ts.isStringLiteral(node.argumentExpression) &&
      impureMembers.has(node.argumentExpression.text)
    )
      note(node, node.argumentExpression.text);
    if (ts.isMetaProperty(node)) note(node, 'import.meta');
    if (ts.isImportTypeNode(node) || (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword))
      note(node, 'import()');
    if (node.kind === ts.SyntaxKind.AsyncKeyword) note(node, 'async');
    if (ts.isAwaitExpression(node)) note(node, 'await');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

describe('The pure rooms', () => {
  const sources = pureRooms
    .flatMap((room) => filesBelow('libs').filter((file) => file.startsWith(room)))
    .filter((file) => /(?<!\.spec)\.ts$/.test(file));

  it('name no clock, no chance, no machine and no network', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((file) => impuritiesIn(textOf(file)).map((impurity) => `${file}:${impurity}`))).toEqual([]);
  });

  it.each([
    ['const at = Date.now();', 'Date'],
    ['const at = new Date().toISOString();', 'Date'],
    ['const at = performance.now();', 'performance'],
    ['const luck = Math.random();', 'random'],
    ["const luck = Math['random']();", 'random'],
    ['const { random } = Math;', 'random'],
    ['const { random: luck } = Math;', 'random'],
    ["import { createHash } from 'node:crypto';", 'node:crypto'],
    ["export * from 'node:fs';", 'node:fs'],
    ["const fs = import('node:fs');", 'import()'],
    ['const text = await fetched;', 'await'],
    ["const fs = require('fs');", 'require'],
    ['const id = crypto.randomUUID();', 'crypto'],
    ['const zone = process.env.TZ;', 'process'],
    ['setTimeout(() => undefined, 1);', 'setTimeout'],
    ['const clock = globalThis;', 'globalThis'],
    ['const named = `due on ${new Date()}`;', 'Date'],
    ['const first = names.sort((a, b) => a.localeCompare(b));', 'localeCompare'],
    ['const shown = figure.toLocaleString();', 'toLocaleString'],
    ['const later = async () => 1;', 'async'],
    ['const here = import.meta.url;', 'import.meta'],
    ["console.log('hello');", 'console'],
  ])('would notice %s', (text, what) => {
    expect(impuritiesIn(`\n${text}`)).toEqual([`2: ${what}`]);
  });

  it.each([
    '// Date, Math.random and process are not for us',
    "const because = 'the Date has passed; Math.random() cannot help';",
    'const text = `process ${name} on Date`;',
    "const codes = { Date: 'DateAfterDue', process: 1 };",
    'const due = terms.Date;',
    'const largest = Math.max(1, 2);',
  ])('let pass %s', (text) => {
    expect(impuritiesIn(text)).toEqual([]);
  });
});
