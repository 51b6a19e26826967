// XML as a stream of tags and texts: what the parts of a workbook need, without a tree and without entities of their own.

export type XmlTag = {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly isEnd: boolean;
  /** `<c/>`: begins and ends at once. */
  readonly isEmpty: boolean;
  readonly attribute: (name: string) => string | undefined;
};

export type XmlListener = {
  readonly tag: (tag: XmlTag) => void;
  /** Text between tags, decoded; the listener knows from the tags before where it stands. */
  readonly text: (text: string) => void;
};

/** Thrown for what no workbook writes: a document type, a tag that never ends. */
export class XmlRefused extends Error {}

/** Goes through a document once. Comments and processing instructions are passed over. */
export function scanXml(xml: string, listener: XmlListener): void {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) return;
    if (open > at) listener.text(decodeEntities(xml.slice(at, open)));
    if (xml.startsWith('<!--', open)) at = endOf(xml, '-->', open);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = endOf(xml, ']]>', open);
      listener.text(xml.slice(open + 9, at - 3));
    } else if (xml.startsWith('<?', open)) at = endOf(xml, '?>', open);
    else if (xml.startsWith('<!', open)) throw new XmlRefused('A workbook has no document type.');
    else {
      at = endOfTag(xml, open);
      listener.tag(readTag(xml.slice(open + 1, at - 1)));
    }
  }
}

function endOf(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new XmlRefused('A tag never ends.');
  return found + mark.length;
}

/** A `>` inside of an attribute's quotes ends nothing. */
function endOfTag(xml: string, from: number): number {
  let at = endOf(xml, '>', from);
  for (let quote = openQuote(xml.slice(from, at)); quote !== undefined;) {
    at = endOf(xml, '>', endOf(xml, quote, at) - 1);
    quote = openQuote(xml.slice(from, at));
  }
  return at;
}

/** The quotation mark that is still open at the end of the text. */
function openQuote(text: string): string | undefined {
  let open: string | undefined;
  for (const character of text)
    if (character === open) open = undefined;
    else if (open === undefined && (character === '"' || character === "'")) open = character;
  return open;
}

function readTag(inside: string): XmlTag {
  const isEnd = inside.startsWith('/');
  const isEmpty = inside.endsWith('/');
  const name = /^\/?([^\s/]+)/.exec(inside)?.[1] ?? '';
  return {
    name: name.slice(name.indexOf(':') + 1),
    isEnd,
    isEmpty,
    attribute: (wanted) => {
      const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(inside);
      const value = found?.[1] ?? found?.[2];
      return value === undefined ? undefined : decodeEntities(value);
    },
  };
}

const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named.get(entity) ?? whole;
    const code = entity.startsWith('#x') ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
