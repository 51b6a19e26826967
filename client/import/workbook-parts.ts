// The small parts of a workbook: its sheets and their order, shared texts, and which cell styles write dates.
import { scanXml } from './scan-xml.ts';

export type SheetPart = { readonly name: string; readonly isHidden: boolean; readonly path: string };
export type WorkbookOutline = { readonly sheets: readonly SheetPart[]; readonly isFrom1904: boolean };

/** Sheets in the order of their tabs; charts and macro sheets are none. */
export function readOutline(workbookXml: string, relationsXml: string): WorkbookOutline {
  const paths = new Map<string, string>();
  scanXml(relationsXml, {
    text: () => undefined,
    tag: (tag) => {
      const [id, target, type] = ['Id', 'Target', 'Type'].map(tag.attribute);
      if (tag.name !== 'Relationship' || id === undefined || target === undefined) return;
      if (type?.endsWith('/worksheet') === true) paths.set(id, partPath(target));
    },
  });
  const sheets: SheetPart[] = [];
  let isFrom1904 = false;
  scanXml(workbookXml, {
    text: () => undefined,
    tag: (tag) => {
      if (tag.name === 'workbookPr') isFrom1904 ||= /^(1|true)$/.test(tag.attribute('date1904') ?? '');
      const path = tag.name === 'sheet' ? paths.get(tag.attribute('id') ?? '') : undefined;
      if (path === undefined) return;
      const isHidden = (tag.attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ name: tag.attribute('name') ?? '', isHidden, path });
    },
  });
  return { sheets, isFrom1904 };
}

function partPath(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

/** Shared texts by number; the readings (phonetic runs) beside them are left out. */
export function readSharedTexts(xml: string): readonly string[] {
  const texts: string[] = [];
  let text = '';
  let isInText = false;
  let isInReading = false;
  scanXml(xml, {
    text: (piece) => {
      if (isInText && !isInReading) text += piece;
    },
    tag: ({ name, isEnd, isEmpty }) => {
      if (name === 'rPh') isInReading = !isEnd && !isEmpty;
      if (name === 't') isInText = !isEnd && !isEmpty;
      if (name !== 'si') return;
      if (isEnd || isEmpty) texts.push(text);
      text = '';
    },
  });
  return texts;
}

const dateFormats: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 22],
  ...[27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
]);

/** For each cell style whether its numbers are days. */
export function readDateStyles(xml: string): readonly boolean[] {
  const own = new Map<number, string>();
  const styles: boolean[] = [];
  let isInCellStyles = false;
  scanXml(xml, {
    text: () => undefined,
    tag: (tag) => {
      if (tag.name === 'cellXfs') isInCellStyles = !tag.isEnd && !tag.isEmpty;
      const format = Number(tag.attribute('numFmtId') ?? 0);
      if (tag.name === 'numFmt') own.set(format, tag.attribute('formatCode') ?? '');
      if (tag.name === 'xf' && isInCellStyles && !tag.isEnd)
        styles.push(dateFormats.has(format) || isDateCode(own.get(format) ?? ''));
    },
  });
  return styles;
}

/** `yyyy"年"m"月"d"日"` is one; `0.00` and `[h]:mm` are not. */
function isDateCode(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  return /[yd]/.test(bare) || /年|月|日/.test(code);
}
