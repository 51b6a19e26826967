// The briefing as a document: each number of the table of GB/T 9704—2012 stands in the package.
import { beforeAll, describe, expect, it } from 'vitest';
import { annexesOf } from '../../../shared/reports/report-annexes.ts';
import type { Report } from '../../../shared/reports/report-model.ts';
import { renderReport, type DocumentHead } from '../../../server/reports/render-docx.ts';
import { reportDeps, reportOf, reviewed } from '../../support/reports/report-of.ts';
import { partsOf } from '../../support/server/office-parts.ts';

const records = [
  reviewed('campaign', { name: '创先争优活动', owner: '4203' }, { orgUnitId: '4203' }),
  reviewed('volunteer-activity', {
    volunteers: 10,
    hoursEach: 2,
    peopleServed: { count: 40, isEstimate: false },
  }),
];
const plainHead: DocumentHead = { isFormal: false, signer: '十堰市妇女联合会', issuedOn: '2026-09-08' };
const formalHead: DocumentHead = {
  ...{ isFormal: true, signer: '十堰市妇女联合会', issuedOn: '2026-11-27' },
  ...{ number: '示妇报〔2026〕7号', signatory: '李示清', addressee: '示例市委' },
};

type Parts = Readonly<Record<string, string>>;
let [plain, formal, preview]: [Parts, Parts, Parts] = [{}, {}, {}];
const render = async (report: Report, head: DocumentHead): Promise<Parts> =>
  partsOf(await renderReport(report, annexesOf(report, reportDeps), head));

beforeAll(async () => {
  plain = await render(reportOf(records), plainHead);
  formal = await render(reportOf(records), formalHead);
  preview = await render(reportOf(records, { isPreview: true }), {
    isFormal: false,
    signer: '十堰市妇女联合会',
  });
});

const bodyOf = (parts: Parts): string => parts['word/document.xml'] ?? '';
/** The XML of the paragraphs whose text holds these words. */
const paragraphs = (parts: Parts, words: string): readonly string[] =>
  bodyOf(parts)
    .split(/(?=<w:p>|<w:p )/)
    .filter((xml) => textIn(xml).includes(words));
const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
const paragraph = (parts: Parts, words: string): string => paragraphs(parts, words)[0] ?? '';
const hasFont = (xml: string, name: string): boolean =>
  xml.includes(`w:eastAsia="${name}"`) && xml.includes(`w:ascii="${name}"`);

describe('the page', () => {
  it('is A4 with the margins of the standard: a text area of 156 × 225 mm', () => {
    const body = bodyOf(plain);
    expect(body).toContain('w:w="11906" w:h="16838"');
    for (const margin of ['w:top="2098"', 'w:bottom="1984"', 'w:left="1588"', 'w:right="1474"'])
      expect(body).toContain(margin);
    expect(11_906 - 1_588 - 1_474).toBe(8_844);
  });

  it('holds 22 lines of exactly 579 twips and 28 characters', () => {
    expect(paragraph(plain, '开展志愿服务')).toContain('w:line="579" w:lineRule="exact"');
    expect(22 * 579).toBeLessThanOrEqual(12_756);
    const spacing = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(paragraph(plain, '开展志愿服务'))?.[1]);
    expect(spacing).toBe(-5);
    expect(28 * (320 + spacing)).toBeLessThanOrEqual(8_844);
    expect(29 * (320 + spacing)).toBeGreaterThan(8_844);
    expect(bodyOf(plain)).toContain('<w:snapToGrid w:val="false"/>');
  });

  it('is numbered “— 1 —” in 宋体 of the fourth size, right on odd pages and left on even ones', () => {
    expect(plain['word/settings.xml']).toContain('w:evenAndOddHeaders');
    const footers = Object.entries(plain).filter(([name]) => /word\/footer\d\.xml/.test(name));
    expect(footers).toHaveLength(2);
    const [odd = '', even = ''] = ['right', 'left'].map(
      (side) => footers.find(([, xml]) => xml.includes(`<w:jc w:val="${side}"/>`))?.[1],
    );
    expect(odd).toContain('<w:ind w:right="280"/>');
    expect(even).toContain('<w:ind w:left="280"/>');
    for (const xml of [odd, even]) {
      expect(xml).toContain('>— </w:t>');
      expect(xml).toContain('> —</w:t>');
      expect(xml).toContain('PAGE');
      expect(xml).toContain('<w:sz w:val="28"/>');
      expect(hasFont(xml, '宋体')).toBe(true);
    }
    // The dash stands in the middle of a line of 14 pt, 7 mm under the text area, which ends 35 mm above the edge.
    const footer = Number(/w:footer="(\d+)"/.exec(bodyOf(plain))?.[1]);
    const dashUnderText = ((1_984 - footer - 140) / 1_440) * 25.4;
    expect(Math.abs(dashUnderText - 7)).toBeLessThan(0.2);
  });

  it('names its fonts, lists what stands in for each, and embeds none', () => {
    const table = plain['word/fontTable.xml'] ?? '';
    for (const [name, instead] of [
      ['方正小标宋简体', 'SimSun'],
      ['仿宋_GB2312', 'FangSong'],
      ['楷体_GB2312', 'KaiTi'],
      ['黑体', 'SimHei'],
      ['宋体', 'SimSun'],
    ])
      expect(table).toMatch(new RegExp(`w:name="${name}"><w:altName w:val="[^"]*${instead}`));
    expect(Object.keys(plain).filter((name) => /fonts\//.test(name))).toEqual([]);
  });
});

describe('the text', () => {
  it('has its title in 小标宋 of the second size, centred, not bold', () => {
    const title = paragraph(plain, '十堰市妇联开展创先争优活动情况汇报');
    expect(title).toContain('<w:sz w:val="44"/>');
    expect(title).toContain('<w:jc w:val="center"/>');
    expect(hasFont(title, '方正小标宋简体')).toBe(true);
    expect(bodyOf(plain)).not.toContain('<w:b/>');
  });

  it('breaks a title of sixty characters by sense', async () => {
    const name =
      '“坚强阵地、温暖之家”巾帼志愿服务进村入户到家门口暖心关爱留守妇女和困境儿童的主题实践创先争优活动';
    const long = reportOf([reviewed('campaign', { name, owner: '4203' }, { orgUnitId: '4203' })]);
    expect(Array.from(long.title)).toHaveLength(60);
    const title = paragraph(await render(long, plainHead), '巾帼志愿服务');
    expect(title.match(/<w:br\/>/g)?.length).toBeGreaterThanOrEqual(2);
    expect(textIn(title)).toBe(long.title);
  });

  it('is 仿宋 of the third size, two characters in, and its first headings are 黑体', () => {
    const text = paragraph(plain, '开展志愿服务');
    expect(text).toContain('<w:sz w:val="32"/>');
    expect(text).toContain('w:firstLineChars="200"');
    expect(hasFont(text, '仿宋_GB2312')).toBe(true);
    const heading = paragraph(plain, '一、精心部署');
    expect(hasFont(heading, '黑体')).toBe(true);
    expect(heading).toContain('<w:keepNext/>');
  });

  it('highlights what is missing, and is black but for the red head', () => {
    expect(paragraph(plain, '【待补：结对对数】')).toContain('<w:highlight w:val="yellow"/>');
    expect(bodyOf(plain)).not.toContain('w:color w:val');
    expect(new Set(bodyOf(formal).match(/w:color w:val="[^"]+"/g))).toEqual(
      new Set(['w:color w:val="FF0000"']),
    );
  });

  it('says on its first line that it is a preview', () => {
    expect(textIn(paragraph(preview, '预览稿'))).toBe('预览稿：含未审核或未锁期的记录，不得报送');
    expect(paragraphs(plain, '预览稿：')).toEqual([]);
  });

  it('holds rare characters, and none that XML cannot', async () => {
    const name = '创先\u0001争优𠮷活动<>&';
    const parts = await render(reportOf([reviewed('campaign', { name }, { orgUnitId: '4203' })]), plainHead);
    expect(bodyOf(parts)).toContain('创先争优𠮷活动&lt;&gt;&amp;');
  });
});

describe('the end', () => {
  const indent = (xml: string): number => Number(/w:right="(\d+)"/.exec(xml)?.[1]);

  it('lists the annexes two characters in, without a mark after a name', () => {
    expect(textIn(paragraph(plain, '附件：'))).toBe('附件：1. 数据表');
    expect(textIn(paragraph(plain, '2. 口径说明'))).toBe('2. 口径说明');
  });

  it('is signed: the date begins two characters to the right of the signer', () => {
    const [signer, date] = [paragraph(plain, '十堰市妇女联合会'), paragraph(plain, '2026年9月8日')];
    // Eight characters and, with its digits half as wide, six: the date stands two characters in from the right.
    expect([indent(signer), indent(date)]).toEqual([2 * 315, 2 * 315]);
    expect(textIn(date)).toMatch(/^\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日$/u);
    const [formalSigner, formalDate] = paragraphs(formal, '')
      .slice(0)
      .filter((xml) => /^(十堰市妇女联合会|2026年11月27日)$/u.test(textIn(xml)));
    expect(textIn(formalSigner ?? '')).toBe('十堰市妇女联合会');
    expect([indent(formalSigner ?? ''), indent(formalDate ?? '')]).toEqual([3 * 315, 2 * 315]);
  });

  it('with a seal has the date four characters in and the signer centred over it, a note under both', async () => {
    const parts = await render(reportOf(records), { ...plainHead, hasSeal: true, note: '联系人：示例' });
    const [signer, date] = [paragraph(parts, '十堰市妇女联合会'), paragraph(parts, '2026年9月8日')];
    expect([indent(date), indent(signer)]).toEqual([4 * 315, 3 * 315]);
    const note = paragraph(parts, '联系人');
    expect(textIn(note)).toBe('（联系人：示例）');
    expect(note).toContain('w:firstLineChars="200"');
  });

  it('never stands on a page alone', () => {
    expect(paragraph(plain, '总之，今后我们将')).toContain('<w:keepNext/>');
    expect(paragraph(plain, '附件：')).toContain('<w:keepNext/>');
  });

  it('has each annex on a new page, 附件1 in 黑体 flush left, its title on the third line', () => {
    const all = bodyOf(plain).split(/(?=<w:p>|<w:p )/);
    const first = all.findIndex((xml) => textIn(xml) === '附件1');
    expect(all[first]).toContain('<w:pageBreakBefore/>');
    expect(hasFont(all[first] ?? '', '黑体')).toBe(true);
    expect(textIn(all[first + 1] ?? '')).toBe('');
    expect(textIn(all[first + 2] ?? '')).toBe('数据表');
    expect(all[first + 2]).toContain('<w:jc w:val="center"/>');
    expect(bodyOf(plain).match(/<w:tbl>/g)).toHaveLength(3);
  });
});

describe('a formal report', () => {
  it('has a red head: mark 35 mm down, number one character in, signatory in 楷体, a red rule 4 mm below', () => {
    const mark = paragraph(formal, '十堰市妇女联合会文件');
    expect(mark).toContain('w:before="1984"');
    expect(mark).toContain('FF0000');
    expect(hasFont(mark, '方正小标宋简体')).toBe(true);
    const line = paragraph(formal, '签发人');
    expect(textIn(line)).toBe('　示妇报〔2026〕7号签发人：李示清');
    expect(line).toContain('<w:tab/>');
    expect(hasFont(line, '楷体_GB2312')).toBe(true);
    expect(line).toMatch(/<w:bottom w:val="single" w:color="FF0000" w:sz="\d+" w:space="11"\/>/);
    expect(line).toContain(`w:pos="${8_844 - 315}"`);
  });

  it('has its title two blank lines under the rule, then the addressee flush left with a full-width colon', () => {
    const all = bodyOf(formal).split(/(?=<w:p>|<w:p )/);
    const rule = all.findIndex((xml) => textIn(xml).includes('签发人'));
    expect(all.slice(rule + 1, rule + 4).map(textIn)).toEqual(['', '', '十堰市妇联开展创先争优活动情况汇报']);
    const addressee = paragraph(formal, '示例市委：');
    expect(textIn(addressee)).toBe('示例市委：');
    expect(addressee).not.toContain('w:firstLine');
  });

  it('ends on an even page with 抄送 and 印发 between rules, in the fourth size', async () => {
    const parts = await render(reportOf(records), { ...formalHead, copies: '示例市委组织部' });
    expect(bodyOf(parts)).toContain('<w:type w:val="evenPage"/>');
    const [copies, printed] = [paragraph(parts, '抄送'), paragraph(parts, '印发')];
    expect(textIn(copies)).toBe('　抄送：示例市委组织部。');
    expect(textIn(printed)).toBe('　十堰市妇女联合会2026年11月27日印发');
    expect(printed).toContain(`w:pos="${8_844 - 280}"`);
    for (const xml of [copies, printed]) {
      expect(xml).toContain('<w:sz w:val="28"/>');
    }
    // Eighths of a point: 0.35 mm outside, 0.25 mm between.
    const rules = (xml: string) =>
      [...xml.matchAll(/<w:(?:top|bottom) [^>]*w:sz="(\d+)"/g)].map(([, size]) => size);
    expect([rules(copies), rules(printed)]).toEqual([['8', '6'], ['8']]);
    // Down to the foot of the text area, and not beyond it.
    const before = Number(/w:before="(\d+)"/.exec(copies)?.[1]);
    expect(before + 2 * 440).toBeLessThanOrEqual(22 * 579);
    expect(before + 2 * 440).toBeGreaterThan(21 * 579);
  });

  it('asks for what the office has not given', async () => {
    const parts = await render(reportOf(records), { isFormal: true, signer: '十堰市妇女联合会' });
    for (const what of ['发文字号', '签发人', '主送机关', '成文日期'])
      expect(paragraph(parts, `【待补：${what}】`)).not.toBe('');
  });
});
