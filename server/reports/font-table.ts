// The fonts of a document by name, each with what stands in for it: no font is free to be bundled, so none is.
import { unzipSync, zipSync } from 'fflate';
import { fontNames, type FontUse } from './official-page.ts';

/** Other names of the same font, then the nearest one that systems bring along. */
const instead: Readonly<Record<FontUse, string>> = {
  title: '方正小标宋_GBK,FZXiaoBiaoSong-B05S,SimSun',
  body: '仿宋,FangSong',
  second: '楷体,KaiTi',
  first: 'SimHei',
  number: 'SimSun',
};

/** The document with its table of fonts; everything else stays byte for byte. */
export function withFontTable(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  parts['word/fontTable.xml'] = new TextEncoder().encode(fontTable());
  return Uint8Array.from(zipSync(parts));
}

function fontTable(): string {
  const uses: readonly FontUse[] = ['title', 'body', 'second', 'first', 'number'];
  const fonts = uses.map(
    (use) =>
      `<w:font w:name="${fontNames[use]}"><w:altName w:val="${instead[use]}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
