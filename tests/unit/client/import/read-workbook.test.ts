// Files that are no workbooks, or hostile ones: each is refused with one reason, before it can do harm.
import { deflateSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../../client/import/read-workbook.ts';
import { mostRows } from '../../../../shared/import/workbook-grid.ts';
import { workbookFile, workbookParts } from '../../../support/import/workbook-file.ts';

const faultOf = (file: Uint8Array): string => {
  const reading = readWorkbook(file);
  return reading.kind === 'refused' ? reading.fault : 'read';
};
const whole = (): Record<string, Uint8Array> =>
  workbookParts([
    {
      name: '表',
      rows: [
        ['姓名', '电话'],
        ['王示兰', '19900001234'],
      ],
    },
  ]);
const oldContainer = (name: string): Uint8Array => {
  const file = new Uint8Array(4096);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.set(
    Array.from(name).flatMap((letter) => [letter.charCodeAt(0), 0]),
    1024,
  );
  return file;
};

describe('a file is refused', () => {
  it.each<[string, () => Uint8Array]>([
    ['empty', () => new Uint8Array(0)],
    ['tooBig', () => new Uint8Array(20 * 1024 * 1024 + 1)],
    ['password', () => oldContainer('EncryptedPackage')],
    ['oldFormat', () => oldContainer('Workbook')],
    ['otherFormat', () => strToU8('姓名,电话\n王示兰,19900001234')],
    ['otherFormat', () => strToU8('<html><table></table></html>')],
    ['otherFormat', () => zipSync({ 'word/document.xml': strToU8('<a/>') })],
    ['damaged', () => zipSync(whole()).slice(0, 700)],
    ['damaged', () => zipSync({ ...whole(), 'xl/worksheets/sheet1.xml': strToU8('<worksheet><row') })],
    [
      'damaged',
      () =>
        zipSync({
          ...whole(),
          'xl/sharedStrings.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>'),
        }),
    ],
    ['empty', () => workbookFile([{ name: '空', rows: [] }])],
    [
      'tooManyRows',
      () => workbookFile([{ name: '长', rows: Array.from({ length: mostRows + 1 }, () => [1]) }]),
    ],
  ])('as %s', (fault, make) => {
    expect(faultOf(make())).toBe(fault);
  });

  it('when its table of contents announces too much, before anything is unpacked', () => {
    const bomb = zipSync({
      ...whole(),
      'xl/worksheets/sheet1.xml': new Uint8Array(110 * 1024 * 1024),
    });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const began = performance.now();
    expect(faultOf(bomb)).toBe('bomb');
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('when a part grows beyond what it announced', () => {
    const small = zipSync({ ...whole(), 'xl/worksheets/sheet1.xml': [new Uint8Array(9000), { level: 6 }] });
    const large = deflateSync(new Uint8Array(8_000_000));
    expect(faultOf(withPart(small, 9000, large))).toBe('bomb');
  });

  it('when its parts are locked', () => {
    const locked = zipSync(whole());
    const view = new DataView(locked.buffer);
    for (let at = 0; at < locked.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
    expect(faultOf(locked)).toBe('password');
  });
});

/** The packed bytes of the part that announces `bytes` are replaced; its announced size stays. */
function withPart(file: Uint8Array, bytes: number, packed: Uint8Array): Uint8Array {
  const grown = new Uint8Array(file.length + packed.length);
  grown.set(file);
  const view = new DataView(grown.buffer);
  const end = file.length - 22;
  for (let at = view.getUint32(end + 16, true); at < end;) {
    const length =
      46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (view.getUint32(at + 24, true) === bytes) {
      const local = view.getUint32(at + 42, true);
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      return spliced(file, start, view.getUint32(at + 20, true), packed);
    }
    at += length;
  }
  throw new Error(`no part announces ${bytes} bytes`);
}

function spliced(file: Uint8Array, start: number, length: number, packed: Uint8Array): Uint8Array {
  const more = packed.length - length;
  const made = new Uint8Array(file.length + more);
  made.set(file.subarray(0, start));
  made.set(packed, start);
  made.set(file.subarray(start + length), start + packed.length);
  const view = new DataView(made.buffer);
  const end = made.length - 22;
  const directory = view.getUint32(end + 16, true) + more;
  view.setUint32(end + 16, directory, true);
  for (let at = directory; at < end;) {
    const local = view.getUint32(at + 42, true);
    if (local > start) view.setUint32(at + 42, local + more, true);
    if (local < start && view.getUint32(at + 20, true) === length)
      view.setUint32(at + 20, packed.length, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return made;
}

describe('a workbook is read', () => {
  it('with texts, numbers as they are written, days by their style, and formulas without results', () => {
    const reading = readWorkbook(
      workbookFile([
        {
          name: '甲 & 乙 > 丙',
          rows: [['a<b', 420_399_197_505_091_000, { day: 46143 }, { formula: 'SUM(B1)' }]],
        },
        { name: '藏', rows: [['x']], isHidden: true },
      ]),
    );
    expect(reading.kind === 'ok' ? reading.workbook.sheets : []).toMatchObject([
      {
        name: '甲 & 乙 > 丙',
        isHidden: false,
        rows: [
          {
            number: 1,
            cells: [
              { kind: 'text', text: 'a<b' },
              { kind: 'number', text: '420399197505091000' },
              { kind: 'day', text: '2026-05-01' },
              { kind: 'noValue', text: '' },
            ],
          },
        ],
      },
      { name: '藏', isHidden: true },
    ]);
  });
});
