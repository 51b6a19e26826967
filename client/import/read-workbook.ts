// A file as a grid of cells, or the one reason why it is not read. Pure: the same in the worker and in tests.
import {
  mostRows,
  type GridSheet,
  type WorkbookFault,
  type WorkbookGrid,
} from '../../shared/import/workbook-grid.ts';
import { readSheet } from './read-sheet.ts';
import { XmlRefused } from './scan-xml.ts';
import { openZip, ZipRefused, type ZipParts } from './unpack-zip.ts';
import { readDateStyles, readOutline, readSharedTexts } from './workbook-parts.ts';

export type WorkbookReading =
  | { readonly kind: 'ok'; readonly workbook: WorkbookGrid }
  | { readonly kind: 'refused'; readonly fault: WorkbookFault };

/** Files beyond this are not even loaded. */
export const mostFileBytes = 20 * 1024 * 1024;

class TooManyRows extends Error {}

export function readWorkbook(file: Uint8Array): WorkbookReading {
  const refused = (fault: WorkbookFault): WorkbookReading => ({ kind: 'refused', fault });
  if (file.length > mostFileBytes) return refused('tooBig');
  const other = faultOfFormat(file);
  if (other !== undefined) return refused(other);
  try {
    const sheets = readSheets(openZip(file, isRead));
    if (sheets === undefined) return refused('otherFormat');
    return sheets.some(({ rows }) => rows.length > 0)
      ? { kind: 'ok', workbook: { sheets } }
      : refused('empty');
  } catch (error) {
    if (error instanceof ZipRefused) return refused(error.fault);
    if (error instanceof TooManyRows) return refused('tooManyRows');
    if (error instanceof XmlRefused || error instanceof RangeError) return refused('damaged');
    throw error;
  }
}

/** Only these parts are ever unpacked. */
function isRead(name: string): boolean {
  return /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/i.test(
    name,
  );
}

/** By the first bytes: the old binary container holds .xls, and what is locked with a password. */
function faultOfFormat(file: Uint8Array): WorkbookFault | undefined {
  const begins = (...bytes: readonly number[]): boolean => bytes.every((byte, at) => file[at] === byte);
  if (file.length === 0) return 'empty';
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return holdsName(file, 'EncryptedPackage') ? 'password' : 'oldFormat';
  if (begins(0x50, 0x4b, 0x03, 0x04)) return undefined;
  return begins(0x09, 0x08) || begins(0x09, 0x04) ? 'oldFormat' : 'otherFormat';
}

/** Names in that container are written in two bytes a letter. */
function holdsName(file: Uint8Array, name: string): boolean {
  const wanted = Array.from(name).flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = file.indexOf(wanted[0] ?? 0); at >= 0; at = file.indexOf(wanted[0] ?? 0, at + 1))
    if (wanted.every((byte, offset) => file[at + offset] === byte)) return true;
  return false;
}

function readSheets(parts: ZipParts): readonly GridSheet[] | undefined {
  const textOf = (name: string): string | undefined => {
    const bytes = parts.read(name);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const workbook = textOf('xl/workbook.xml');
  const relations = textOf('xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined) return undefined;
  const outline = readOutline(workbook, relations);
  const styles = textOf('xl/styles.xml');
  let rows = 0;
  const context = {
    sharedTexts: readSharedTexts(textOf('xl/sharedStrings.xml') ?? ''),
    dateStyles: styles === undefined ? [] : readDateStyles(styles),
    isFrom1904: outline.isFrom1904,
    countRow: () => {
      rows += 1;
      if (rows > mostRows) throw new TooManyRows();
    },
  };
  return outline.sheets.map(({ path, ...sheet }) => {
    const xml = textOf(path);
    if (xml === undefined) throw new ZipRefused('damaged');
    return { ...sheet, ...readSheet(xml, context) };
  });
}
