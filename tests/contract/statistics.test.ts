// 数据统计: the records behind a number are exactly those that it counts, for every figure of the demonstration; and scope.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountIn } from '../support/server/account-in.ts';
import { startTestServer, type TestServer } from '../support/server/test-server.ts';
import { signInDevice } from '../support/server/test-device.ts';
import { figureOfLine } from '../../shared/indicators/statistics-table.ts';
import { statisticsLines, type StatisticsLine } from '../../shared/indicators/statistics-lines.ts';
import {
  figureRecordsReplySchema,
  monthsReplySchema,
  statisticsReplySchema,
  type FigureRecordsQuestion,
  type StatisticsReply,
} from '../../shared/indicators/statistics-protocol.ts';
import type { Figure } from '../../shared/indicators/evaluate-indicator.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import type { Asker } from '../../server/access/require-unit-within.ts';

const [city, county, township, village] = ['4203', '420303', '420303001', '420303001202'];
const year = { from: '2026-01-01', until: '2026-12-31' };
const lines = statisticsLines(recordTypes);

describe('over the demonstration', () => {
  let test: TestServer;
  let asker: Asker;
  let reply: StatisticsReply;
  beforeAll(async () => {
    test = await startTestServer({ registry: recordTypes, isEmpty: true, seed: { isSmall: true } });
    await test.server.seedDemonstration();
    asker = await accountIn(test, 'county');
    reply = await test.server.answerStatistics(asker, { ...year, unitId: county, comparison: 'lastYear' });
  }, 120_000);
  afterAll(() => test?.close());

  /** All pages of what is behind a number: the sum of what each record adds, and how many there are. */
  async function behind(
    question: Omit<FigureRecordsQuestion, 'from' | 'until'> & Partial<FigureRecordsQuestion>,
  ) {
    const ids = new Set<string>();
    const sum = { value: 0, of: 0, unknown: 0 };
    for (let after: string | undefined, isLast = false; !isLast;) {
      const page = await test.server.answerFigureRecords(asker, { ...year, ...question, after });
      for (const { document, figure } of page.rows) {
        ids.add(document.id);
        sum.value += figure?.value ?? 0;
        sum.of += figure?.of ?? 0;
        sum.unknown += figure?.unknown ?? 0;
      }
      [after, isLast] = [page.after, page.after === undefined];
      if (isLast) return { ...sum, ids, total: page.total, figure: page.figure };
    }
    throw new Error('there is always a last page');
  }
  const cents = (value: number): number => Math.round(value * 100);
  const compare = (found: Awaited<ReturnType<typeof behind>>, figure: Figure | undefined) => ({
    listed: [found.ids.size, cents(found.value), cents(found.of)],
    counted: [found.total, cents(figure?.value ?? 0), cents(figure?.of ?? 0)],
  });
  const indicators = lines.filter((line) => 'indicator' in line);

  it('what each record adds makes up the figure, of every indicator', async () => {
    const wrong: string[] = [];
    let counted = 0;
    for (const line of indicators) {
      const figure = figureOfLine(line, reply);
      const { listed, counted: asCounted } = compare(await behind({ unitId: county, line: line.id }), figure);
      if (JSON.stringify(listed) !== JSON.stringify(asCounted))
        wrong.push(`${line.id} ${listed.join(' ')} · ${asCounted.join(' ')}`);
      if ((figure?.value ?? 0) > 0) counted += 1;
    }
    expect(wrong).toEqual([]);
    expect(counted).toBeGreaterThan(100);
  }, 120_000);

  it('so it does of each unit below, and of what the unit hosts itself', async () => {
    const served = lineNamed('volunteer-activity.served');
    for (const { unitId, sheet } of reply.parts) {
      const figure = figureOfLine(served, { total: sheet, rates: {} });
      const found = await behind({ unitId, line: served.id, ownOnly: unitId === county });
      expect(compare(found, figure).listed).toEqual(compare(found, figure).counted);
    }
    expect(reply.parts.map(({ unitId }) => unitId)).toEqual(reply.parts.map(({ unitId }) => unitId).sort());
  });

  it('of each month, and the months make up the year', async () => {
    const hours = lineNamed('volunteer-activity.hours');
    const { months } = await test.server.answerMonths(asker, { ...year, unitId: county });
    expect(months.map(({ from }) => from.slice(0, 7))).toEqual(
      Array.from({ length: 10 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`),
    );
    let sum = 0;
    for (const month of months) {
      const figure = figureOfLine(hours, month);
      sum += figure?.value ?? 0;
      const found = await behind({ ...month, unitId: county, line: hours.id });
      expect(compare(found, figure).listed).toEqual(compare(found, figure).counted);
    }
    expect(sum).toBe(figureOfLine(hours, reply)?.value);
  });

  it('the records of a rate are those of both its terms', async () => {
    for (const line of lines.filter((each) => 'rate' in each && reply.rates[each.id] !== undefined)) {
      const { figure, ids, total } = await behind({ unitId: county, line: line.id });
      expect([line.id, figure.value, figure.of]).toEqual([
        line.id,
        reply.rates[line.id]?.value,
        reply.rates[line.id]?.of,
      ]);
      expect(ids.size).toBe(total);
    }
    expect(Object.keys(reply.rates).length).toBeGreaterThan(2);
  });

  it('says with which days it is compared: as many of last year as have passed of this one', () => {
    expect(reply.before).toMatchObject({ from: '2025-01-01', until: '2025-10-20' });
  });

  it('only confirmed months count when asked so, in the list as in the figure', async () => {
    const locked = await test.server.answerStatistics(asker, { ...year, unitId: county, lockedOnly: true });
    const figure = figureOfLine(lineNamed('volunteer-activity'), locked);
    const found = await behind({ unitId: county, line: 'volunteer-activity', lockedOnly: true });
    expect(compare(found, figure).listed).toEqual(compare(found, figure).counted);
    expect(figure?.value ?? 0).toBeLessThan(figureOfLine(lineNamed('volunteer-activity'), reply)?.value ?? 0);
  });

  it('the plan of a task stands beside its figure', async () => {
    const asked = await test.server.answerStatistics(await accountIn(test, 'city'), {
      ...year,
      unitId: city,
    });
    expect(asked.targets.length).toBeGreaterThan(0);
    for (const { indicator, planned } of asked.targets)
      expect([lineNamed(indicator).id, planned > 0]).toEqual([indicator, true]);
  });

  function lineNamed(id: string): StatisticsLine {
    const line = lines.find((each) => each.id === id);
    if (line === undefined) throw new Error(`there is no line ${id}`);
    return line;
  }
});

describe('whoever asks', () => {
  let test: TestServer;
  beforeAll(async () => {
    test = await startTestServer({ registry: recordTypes });
  });
  afterAll(() => test?.close());

  it('is answered of her own unit and those below it, and of nobody else’s', async () => {
    const device = await signInDevice(test, 'township');
    const asked = { ...year, line: 'meeting', locale: 'zh' };
    for (const path of ['statistics', 'months', 'records'])
      for (const [unitId, status] of [
        [village, 200],
        [township, 200],
        [county, 403],
        ['420304', 403],
        ['420303002', 403],
      ] as const) {
        const response = await device.postJson(`/api/figures/${path}`, { ...asked, unitId });
        expect([path, unitId, response.status]).toEqual([path, unitId, status]);
      }
    const administrator = await signInDevice(test, 'admin');
    const refused = await administrator.postJson('/api/figures/statistics', { ...asked, unitId: city });
    expect(refused.status).toBe(403);
  });

  it('gets what the schemas say', async () => {
    const device = await signInDevice(test, 'county');
    const asked = { ...year, unitId: county, comparison: 'before' };
    const answered = async (path: string, more: object = {}): Promise<unknown> =>
      (await device.postJson(`/api/figures/${path}`, { ...asked, ...more })).json();
    const { rates } = statisticsReplySchema.parse(await answered('statistics'));
    expect(rates['org-rate']).toMatchObject({ value: 0, lacking: [county], lackingCount: 1 });
    expect(Object.values(rates).filter(({ of }) => of !== undefined)).toEqual([]);
    expect(monthsReplySchema.parse(await answered('months')).months.length).toBe(10);
    expect(figureRecordsReplySchema.parse(await answered('records', { line: 'meeting' })).total).toBe(0);
    expect((await device.postJson('/api/figures/records', { ...asked, line: 'nothing' })).status).toBe(400);
    expect((await device.postJson('/api/figures/months', { ...asked, from: '2010-01-01' })).status).toBe(400);
  });

  it('takes the table away as a workbook of two sheets, and the audit says so', async () => {
    const device = await signInDevice(test, 'county');
    const request = { ...year, unitId: county, comparison: 'before', locale: 'zh' };
    const { path }: { path: string } = await (await device.postJson('/api/figures/file', request)).json();
    const response = await test.request(path);
    expect(response.status).toBe(200);
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      '数据统计表 张湾区',
    );
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
    const rows = await test.server.store.read((view) => view.audit.list('', ''));
    expect(rows.at(-1)).toMatchObject({
      act: 'export',
      subject: 'statistics',
      unit: county,
      account: 'county',
    });
    const foreign = await device.postJson('/api/figures/file', { ...request, unitId: '420304' });
    const token: { path: string } = await foreign.json();
    expect((await test.request(token.path)).status).toBe(403);
  });
});
