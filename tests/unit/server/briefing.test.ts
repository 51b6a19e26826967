// The briefing of the demonstration: the seed's facts and structure, every rule of the outline, from reviewed records of locked months.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../shared/reports/report-model.ts';
import { excellenceOutline } from '../../../shared/reports/templates/excellence-outline.ts';
import {
  outlineOf,
  reportProducts,
  type ReportProduct,
} from '../../../shared/reports/templates/report-products.ts';
import type { Locale } from '../../../shared/reports/approximate-number.ts';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import { makeBriefing } from '../../../server/reports/make-briefing.ts';
import { createReadReport, type CheckedReport } from '../../../server/reports/read-report.ts';
import { partsOf } from '../../support/server/office-parts.ts';
import { createTestClock } from '../../support/server/test-server.ts';

const period = { from: '2026-01-01', until: '2026-12-31', today: '2026-11-27' };
const dataDir = mkdtempSync(join(tmpdir(), 'bbt-briefing-'));
let server: Server;
let draft: CheckedReport;
let lines: readonly string[];

type Asked = {
  from?: string;
  until?: string;
  isPreview?: boolean;
  style?: 'draft' | 'final';
  product?: ReportProduct;
  locale?: Locale;
};

async function read(unitId: string, asked: Asked = {}) {
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const { isPreview = false, style = 'draft', product = 'briefing', locale = 'zh' } = asked;
  const keys = [`up:${unitId}`, 'down:4203'] as const;
  const { from = period.from, until = period.until } = asked;
  const question = { ...period, from, until, unitId, isPreview };
  const outline = outlineOf(product, question.until);
  return createReadReport(server)({ tree, keys }, outline, question, { locale, style });
}
const textsOf = ({ report }: CheckedReport) => report.blocks.map(({ pieces }) => textOf(pieces));

beforeAll(async () => {
  server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }), {
    clock: createTestClock('2026-11-27T02:00:00.000Z'),
    passwordCost: { memoryKib: 64, passes: 1 },
    seed: { people: 40, isSmall: false },
  });
  await server.seedDemonstration();
  draft = await read('4203');
  lines = textsOf(draft);
}, 120_000);
afterAll(async () => {
  await server.store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('every product of the engine', () => {
  it.each(reportProducts)(
    '%s breaks no rule of the outline, in both languages, for every level',
    async (product) => {
      for (const unitId of ['4203', '420303', '420303001', '420303001202'])
        for (const style of ['draft', 'final'] as const) {
          const checked = await read(unitId, { product, style });
          // What lies outside and that there is nothing to tell is said, not broken.
          const rules = checked.findings
            .map(({ rule }) => rule)
            .filter((rule) => rule !== 'outside' && rule !== 'empty');
          expect([unitId, style, rules]).toEqual([unitId, style, []]);
          if (style === 'final') expect(textsOf(checked).join('')).not.toContain('待补');
          const english = await read(unitId, { product, style, locale: 'en' });
          expect(
            textsOf(english)
              .join('')
              .replaceAll(/“[^”]*”/gu, ''),
          ).not.toContain('待补');
        }
    },
  );

  it.each(reportProducts)('%s writes no number that is not bound to records that count', async (product) => {
    const { report } = await read('420303', { product });
    const counted = new Set(Object.keys(report.snapshot.revisions));
    const byId = new Map(report.facts.map((fact) => [fact.id, fact]));
    for (const piece of report.blocks.flatMap(({ pieces }) => pieces)) {
      if (piece.kind === 'text') expect(piece.text).not.toMatch(/\d/u);
      const fact = piece.kind === 'fact' ? byId.get(piece.factId) : undefined;
      if (fact === undefined || 'given' in fact.source || 'choices' in fact.source) continue;
      expect([fact.id, fact.records.length > 0]).toEqual([fact.id, true]);
      for (const id of fact.records) expect([fact.id, counted.has(id)]).toEqual([fact.id, true]);
    }
  });

  it('tells of the supervision that is over: by category, closed out, past its day, and lists its problems', async () => {
    const checked = await read('420303', { product: 'supervision' });
    const text = textsOf(checked).join('');
    expect(text).toContain('共发现问题5个，其中较重的2个。');
    expect(text).toContain('按类别分，组织建设1个，阵地建设1个，工作落实1个，制度执行1个；经费保障1个。');
    expect(text).toContain('发现的5个问题中，已销号4个，到期的5个中，未销号1个。');
    const [list] = checked.lists;
    expect(list?.rows.map(([, unit]) => unit)).toEqual([
      ...['花果街道', '花果街道', '红卫街道', '车城路街道', '汉江路街道'],
    ]);
    expect(list?.rows.at(-1)?.at(-1)).toBe('到期未销号');
  });
});

describe('the quarterly report of the screening', () => {
  const quarter = { product: 'screening', from: '2026-07-01', until: '2026-09-30' } as const;

  it('of a county tells of that quarter, and of the year up to its end', async () => {
    const text = textsOf(await read('420303', quarter)).join('');
    expect(text).toContain('数据由张湾区妇幼保健院季报提供，截至2026年9月30日。');
    expect(text).toContain(
      '宫颈癌检查本期实查1320人，年度任务4500人，累计实查3280人，完成72.89%；累计检查率58.57%。',
    );
    const second = textsOf(
      await read('420303', { ...quarter, from: '2026-04-01', until: '2026-06-30' }),
    ).join('');
    expect(second).toContain('宫颈癌检查本期实查1140人，年度任务4500人，累计实查1960人，完成43.56%');
  });

  it('of the city has a line a county, whose sum it tells, and they stand in the document as they are', async () => {
    const checked = await read('4203', quarter);
    const [table] = checked.lists;
    const counties = (await server.store.read((view) => server.trees.at(view))).tree.children('4203');
    expect(table?.rows).toHaveLength(counties.length + 1);
    const [sum, ...rest] = [...(table?.rows ?? [])].reverse();
    const added = (column: number) => rest.reduce((all, row) => all + Number(row[column]), 0);
    for (const column of [1, 2, 4, 5]) expect(added(column)).toBe(Number(sum?.[column]));
    expect(textsOf(checked).join('')).toContain(
      `年度任务${sum?.[1]}人，累计实查${sum?.[2]}人，完成${sum?.[3]}`,
    );
    expect(rest.find(([name]) => name === '张湾区')).toEqual([
      ...['张湾区', '4500', '3280', '72.89%', '4500', '3270', '72.67%', '9月30日'],
    ]);
    const file = await makeBriefing(checked, { isFormal: false, signer: '十堰市妇女联合会' });
    const body = partsOf(file)['word/document.xml'] ?? '';
    const cells = [...body.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => cell.replaceAll(/<[^>]*>/g, ''));
    for (const row of table?.rows ?? []) expect(cells.join('|')).toContain(row.join('|'));
  });
});

describe('the briefing of the city', () => {
  it('tells of the screening what the quarters of its counties add up to', async () => {
    const { lists } = await read('4203', { product: 'screening', from: '2026-07-01', until: '2026-09-30' });
    const [, , cervical, , , breast] = lists[0]?.rows.at(-1) ?? [];
    const text = lines.join('');
    expect(text).toMatch(new RegExp(`宫颈癌检查应查\\d+人、实查${cervical}人，完成`, 'u'));
    expect(text).toContain(`乳腺癌检查实查${breast}人，完成`);
  });

  it('has the structure and the order of the seed', () => {
    const starts = [
      '自全市开展创先争优活动以来，市妇联以建设“坚强阵地”和“温暖之家”为主题',
      '一、精心部署，广泛发动，不断夯实创先争优活动基础',
      '一是加强组织领导。示例市委组织部下发《关于在党的基层组织和党员中深入开展创先争优活动的实施意见》后',
      '二是细化活动方案。全国党群共建创先争优视频会议召开后',
      '三是服务中心工作。围绕五大战役',
      '二、结合实际，全面推进，扎实开展“五项活动”',
      '一是深入开展“学习型”妇女组织创建和党性教育活动。',
      '二是深入开展志愿服务活动。',
      '三是深入开展岗位奉献活动。',
      '四是深入开展关爱妇女活动。',
      '五是深入开展组织创新活动。',
      '三、对标定位，晋档升级，进一步提升整体工作水平',
      '一是开展“想什么、学什么、干什么”主题教育。',
      '二是加强培训。',
      '三是实施三大行动。',
      '总之，今后我们将',
    ];
    const places = starts.map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.slice().sort((a, b) => a - b));
    expect(draft.report.title).toBe('十堰市妇联开展创先争优活动情况汇报');
    expect(lines[0]).toMatch(/截至2026年10月31日，现将前阶段情况汇报如下：$/u);
  });

  it('tells the seed’s visit: 51 is 50余名, 986 yuan is 近千元', () => {
    expect(lines.join('')).toContain(
      '重阳节来临之际，花果村妇联对张湾区花果中心福利院50余名孤寡老人进行慰问，捐赠近千元的常用药物',
    );
    const facts = new Map(draft.report.facts.map((fact) => [fact.id, fact]));
    expect(facts.get('visit-count')).toMatchObject({ value: 51, text: '50余', format: 'rough' });
    expect(facts.get('visit-worth')).toMatchObject({ value: 98_600, text: '近千元' });
  });

  it('breaks no rule of the outline, as a draft and as a final, for every level', async () => {
    for (const unitId of ['4203', '420303', '420303001', '420303001202'])
      for (const style of ['draft', 'final'] as const) {
        const checked = await read(unitId, { style });
        const rules = checked.findings.map(({ rule }) => rule).filter((rule) => rule !== 'outside');
        expect([unitId, style, rules]).toEqual([unitId, style, []]);
        if (style === 'final') expect(textsOf(checked).join('')).not.toContain('待补');
      }
  });

  it('writes every number from a bound fact, and every fact from records that count', async () => {
    const { report } = draft;
    const counted = new Set(Object.keys(report.snapshot.revisions));
    const byId = new Map(report.facts.map((fact) => [fact.id, fact]));
    for (const piece of report.blocks.flatMap(({ pieces }) => pieces)) {
      if (piece.kind === 'text') expect(piece.text).not.toMatch(/\d/u);
      if (piece.kind !== 'fact') continue;
      const fact = byId.get(piece.factId);
      if (fact === undefined || 'given' in fact.source || 'choices' in fact.source) continue;
      expect([fact.id, fact.records.length > 0]).toEqual([fact.id, true]);
      for (const id of fact.records) expect(counted).toContain(id);
    }
    const documents = await server.store.read((view) =>
      Promise.all([...counted].map((id) => view.documents.get('records', id))),
    );
    for (const stored of documents) {
      expect(stored?.document.reviewState).toBe('approved');
      expect(stored?.document.lockedPeriod).toBeUndefined();
      expect((stored?.document.occurredOn ?? '') <= '2026-10-31').toBe(true);
    }
  });

  it('says what stays outside, and a preview takes it in and is marked', async () => {
    expect(draft.findings.map(({ rule }) => rule)).toEqual(['outside']);
    const preview = await read('4203', { isPreview: true });
    expect(preview.report.isPreview).toBe(true);
    expect(preview.findings.map(({ rule }) => rule)).toContain('preview');
    const service = (checked: CheckedReport) =>
      Number(checked.report.facts.find(({ id }) => id === 'service')?.value);
    expect(service(preview)).toBeGreaterThan(service(draft));
  });

  it('of a period without data asks for everything and keeps its leads', async () => {
    const { tree } = await server.store.read((view) => server.trees.at(view));
    const empty = await createReadReport(server)(
      { tree, keys: ['up:4203'] },
      excellenceOutline,
      { unitId: '4203', from: '2019-01-01', until: '2019-12-31', today: '2026-11-27', isPreview: false },
      { locale: 'zh', style: 'draft' },
    );
    expect(empty.findings.map(({ rule }) => rule)).toEqual(['empty']);
    expect(textsOf(empty)).toContain(
      '二是加强培训。【待补：已办培训期数、人次】。【待补：计划培训的时间、班次和人数】。',
    );
    expect(empty.report.cutOff).toBe('2019-12-31');
  });
});
