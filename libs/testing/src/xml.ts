/** An element of a document that was read strictly. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly within, entities resolved. */
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const resolved = (text: string): string => {
  if (/[<]/.test(text)) throw new Error(`a bare < in ${text}`);
  return text.replace(/&([^;\s&]*)(;?)/g, (whole, name: string, end: string) => {
    const character = entities[name];
    if (end !== ';' || character === undefined) throw new Error(`no entity: ${whole}`);
    return character;
  });
};

const forbidden = (text: string): boolean =>
  Array.from(text).some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (
      (code < 0x20 && !['\t', '\n', '\r'].includes(character)) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff
    );
  });

const tag = /^<(\/?)([a-zA-Z][\w:-]*)((?:\s+[a-zA-Z_][\w:-]*="[^"<]*")*)\s*(\/?)>/;

/** Reads a document of elements and text, and of nothing else XML has. Throws where it is not well formed. */
export const readXml = (text: string): XmlElement => {
  if (forbidden(text)) throw new Error('a character that XML does not allow');
  interface Open {
    readonly name: string;
    readonly attributes: Record<string, string>;
    readonly children: XmlElement[];
    text: string;
  }
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  let rest = text;
  while (rest !== '') {
    const within = open[open.length - 1]!;
    const next = rest.indexOf('<');
    const words = next < 0 ? rest : rest.slice(0, next);
    within.text += resolved(words);
    rest = rest.slice(words.length);
    if (rest === '') break;
    const found = tag.exec(rest);
    if (!found) throw new Error(`no tag: ${rest.slice(0, 60)}`);
    const [whole, closing, name = '', given = '', empty] = found;
    rest = rest.slice(whole.length);
    if (closing === '/') {
      if (within.name !== name || given !== '' || empty !== '') throw new Error(`</${name}> closes <${within.name}>`);
      open.pop();
      continue;
    }
    const element: Open = { name, attributes: {}, children: [], text: '' };
    for (const [, attribute = '', value = ''] of given.matchAll(/([a-zA-Z_][\w:-]*)="([^"]*)"/g)) {
      if (attribute in element.attributes) throw new Error(`${attribute} twice in <${name}>`);
      element.attributes[attribute] = resolved(value);
    }
    within.children.push(element);
    if (empty === '') open.push(element);
  }
  if (open.length !== 1) throw new Error(`<${open[open.length - 1]!.name}> is never closed`);
  const [document] = root.children;
  if (!document || root.children.length !== 1 || root.text.trim() !== '') throw new Error('not exactly one element at the top');
  return document;
};

/** Every element below one, itself included, in order. */
export const everyElement = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(everyElement)];

/** All elements of a kind below one. */
export const elementsNamed = (element: XmlElement, name: string): readonly XmlElement[] =>
  everyElement(element).filter((one) => one.name === name);
