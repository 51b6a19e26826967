// The tables of a report in the package: each number is that of its fact; headings by level, rare characters, notices.
import { describe, expect, it } from 'vitest';
import { tableText } from '../../../shared/reports/read-facts.ts';
import { annexesOf } from '../../../shared/reports/report-annexes.ts';
import type { Report } from '../../../shared/reports/report-model.ts';
import { outlineOf, reportProducts } from '../../../shared/reports/templates/report-products.ts';
import { renderNotice } from '../../../server/reports/render-notice.ts';
import { renderReport } from '../../../server/reports/render-docx.ts';
import { reportDeps, reportOf, reviewed } from '../../support/reports/report-of.ts';
import { partsOf } from '../../support/server/office-parts.ts';

const head = { isFormal: false, signer: '十堰市妇女联合会', issuedOn: '2026-11-02' } as const;
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const records = [
  ...times(3, () =>
    reviewed('volunteer-activity', {
      ...{ volunteers: 1234, hoursEach: 2.5 },
      peopleServed: { count: 40, isEstimate: true },
    }),
  ),
  ...times(25, (index) =>
    reviewed('grade-result', {
      year: 2026,
      grade: 'good',
      goods: times(index < 20 ? 5 : 3, (n) => `good ${n}`),
    }),
  ),
  reviewed('funding', { amountFen: 1_234_500, item: '妇女工作经费' }),
];

const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
/** Rows of cells of every table of the document. */
const tablesIn = (body: string): readonly (readonly (readonly string[])[])[] =>
  [...body.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) =>
    [...table.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textIn(cell)),
    ),
  );
async function bodyOf(report: Report): Promise<string> {
  const parts = partsOf(await renderReport(report, annexesOf(report, reportDeps), head));
  return parts['word/document.xml'] ?? '';
}

describe('the table of figures', () => {
  it.each(reportProducts.filter((product) => product !== 'noticeboard'))(
    'of %s holds each number of its facts, its unit and how many records stand behind it',
    async (product) => {
      const report = reportOf(records, { outline: outlineOf(product, '2026-12-31') });
      const [figures = []] = tablesIn(await bodyOf(report));
      const [, ...rows] = figures;
      const byLabel = new Map(report.facts.map((fact) => [fact.label.zh, fact]));
      expect(rows.length).toBeGreaterThan(5);
      for (const [, label = '', value, , count] of rows) {
        const fact = byLabel.get(label);
        expect(fact).toBeDefined();
        if (fact === undefined) continue;
        expect([label, value]).toEqual([label, tableText(fact, 'zh')]);
        expect([label, count]).toEqual([label, String(fact.records.length)]);
      }
    },
  );

  it('has the numbers that the records add up to', async () => {
    const [figures = []] = tablesIn(await bodyOf(reportOf(records)));
    const valueOf = (label: string) => figures.find((row) => row[1] === label)?.slice(2);
    expect(valueOf('志愿者人次')).toEqual(['3702', '人次', '3']);
    expect(valueOf('志愿服务小时')).toEqual(['9255', '小时', '3']);
    expect(valueOf('受益人次')).toEqual(['约120', '人次', '3']);
    expect(valueOf('“五个好”基层妇女组织占比')).toEqual(['80%（20/25）', '个', '25']);
  });
});

describe('headings', () => {
  it('take the font of their level', async () => {
    const report = reportOf([]);
    const heading = (text: string) => ({ kind: 'heading', pieces: [{ kind: 'text', text }] }) as const;
    const blocks = ['一、第一级', '（一）第二级', '1. 第三级', '（1）第四级'].map(heading);
    const paragraphs = (await bodyOf({ ...report, blocks })).split(/(?=<w:p>|<w:p )/);
    const fontOf = (text: string): string =>
      /w:eastAsia="([^"]+)"/.exec(paragraphs.find((xml) => textIn(xml) === text) ?? '')?.[1] ?? '';
    expect(['一、第一级', '（一）第二级', '1. 第三级', '（1）第四级'].map(fontOf)).toEqual([
      ...['黑体', '楷体_GB2312', '仿宋_GB2312', '仿宋_GB2312'],
    ]);
  });
});

describe('a notice', () => {
  const outline = outlineOf('noticeboard', '2026-10-31');
  const noticeOf = (name: string) =>
    reportOf([reviewed('campaign', { name }, { orgUnitId: '420303001202' })], {
      outline,
      unitId: '420303001202',
    });
  const rendered = async (report: Report, isPreview = false) =>
    partsOf(await renderNotice({ ...report, isPreview }, { ...head, signer: '花果村妇女联合会' }));

  it('is one page of large type: the title of 26 points, lines of 22 points, no table, no page number', async () => {
    const parts = await rendered(noticeOf('创先争优活动'));
    const body = parts['word/document.xml'] ?? '';
    expect(body).toContain('<w:sz w:val="52"/>');
    expect(body).toContain('<w:sz w:val="44"/>');
    expect(body).not.toContain('<w:tbl>');
    expect(body).not.toContain('<w:br w:type="page"/>');
    expect(Object.keys(parts).filter((name) => /word\/footer/.test(name))).toEqual([]);
    const line = Number(/w:line="(\d+)" w:lineRule="exact"/.exec(body)?.[1]);
    expect(line * 17).toBeLessThanOrEqual(22 * 579);
  });

  it('keeps rare characters, name dots and a title of sixty characters whole', async () => {
    const name = `${'巾帼志愿服务进村入户关爱留守妇女和困境儿童'.repeat(2)}𠮷·活动`;
    const report = noticeOf(name);
    const body = (await rendered(report))['word/document.xml'] ?? '';
    expect(textIn(body).startsWith(report.title)).toBe(true);
    expect(body.match(/<w:br\/>/g)?.length).toBeGreaterThanOrEqual(3);
    expect(textIn(body)).toContain('𠮷·活动');
  });

  it('of a preview says that it is not to be put up', async () => {
    const body = (await rendered(noticeOf('创先争优活动'), true))['word/document.xml'] ?? '';
    expect(textIn(body).startsWith('预览稿，不得张贴')).toBe(true);
  });
});
