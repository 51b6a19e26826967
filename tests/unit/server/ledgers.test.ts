// Ledgers from the server: scope, masks, caps that are said, addresses that end, text that stays text.
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostIn, mostOnScreen } from '../../../shared/ledgers/ledger-protocol.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../shared/records/json-value.ts';
import { partsOf } from '../../support/server/office-parts.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let township: TestDevice;
const year = { from: '2026-01-01', until: '2026-12-31' };
const formula = '=HYPERLINK("http://example.invalid","看")';
const chair = { name: '王示兰', sex: 'female', phone: '19900001234', roles: ['chair'] };

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  [huaguo, caijia, township] = await Promise.all([
    signInDevice(test, 'huaguo'),
    signInDevice(test, 'caijia'),
    signInDevice(test, 'township'),
  ]);
  await write(huaguo, 'meeting', { meetingKind: 'work', expected: 9, attended: 8, agenda: formula });
  await write(caijia, 'meeting', { meetingKind: 'work', expected: 9, attended: 7, agenda: '00123' });
  await write(huaguo, 'person', { ...chair, idType: 'resident', idNo: '420399197503080021' });
});
afterAll(() => test.close());

const draftOf = (device: TestDevice, type: string, values: JsonObject) => device.draft({}, { type, values });
async function write(device: TestDevice, type: string, values: JsonObject): Promise<void> {
  const collection = type === 'person' ? 'people' : 'records';
  const verdict = await device.pushOne(draftOf(device, type, values), undefined, collection);
  expect(verdict.status).toBe('accepted');
}

const ask = async (device: TestDevice, question: JsonObject, path = '/api/ledgers') => {
  const response = await device.postJson(path, { type: 'meeting', ...year, ...question });
  return { status: response.status, body: JSON.parse(await response.text()) };
};
const fileOf = async (device: TestDevice, question: JsonObject): Promise<string> => {
  const asked = { unitId: '420303001', locale: 'zh', ...question };
  return String((await ask(device, asked, '/api/ledgers/file')).body.path);
};
const fetched = async (device: TestDevice, question: JsonObject) => {
  const response = await test.request(await fileOf(device, question));
  expect(response.status).toBe(200);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};

describe('the lines of a ledger', () => {
  it('are those of the unit and all below it, with the sums', async () => {
    const { body } = await ask(township, { unitId: '420303001' });
    expect([body.total, body.lines.length]).toEqual([2, 2]);
    expect(body.sums).toEqual({ expected: 18, attended: 15 });
    expect((await ask(township, { unitId: '420303001202' })).body.total).toBe(1);
  });

  it('are refused outside of one’s scope, and for what is no ledger', async () => {
    expect((await ask(huaguo, { unitId: '420303001203' })).body.code).toBe('notAllowed');
    expect((await ask(huaguo, { unitId: '420303001' })).body.code).toBe('notAllowed');
    expect((await ask(township, { unitId: '420303001', type: 'nothing' })).body.code).toBe('badRequest');
    expect((await ask(township, { unitId: '420303001', from: '2027-01-01' })).status).toBe(400);
    expect((await ask(township, { unitId: '420303001', reviewState: 'nothing' })).status).toBe(400);
  });

  it('are narrowed by words and state before they are counted', async () => {
    const ofWords = await ask(township, { unitId: '420303001', text: '00123' });
    expect([ofWords.body.total, ofWords.body.sums.attended]).toEqual([1, 7]);
    expect((await ask(township, { unitId: '420303001', reviewState: 'approved' })).body.total).toBe(0);
    expect((await ask(township, { unitId: '420303001', reviewState: 'submitted' })).body.total).toBe(2);
  });

  it('are all there of an event that two units wrote down, which is added up once', async () => {
    const values = { meetingKind: 'work', expected: 9, attended: 6, agenda: '示例' };
    const held = { type: 'meeting', values, occurredOn: '2025-02-03' };
    const own = township.draft({}, { ...held, partnerUnitIds: ['420303001203'] });
    const linked = caijia.draft({}, { ...held, sameEventAs: own.id });
    expect(await township.pushOne(own)).toMatchObject({ status: 'accepted' });
    expect(await caijia.pushOne(linked)).toMatchObject({ status: 'accepted' });
    const february = { unitId: '420303001', from: '2025-02-01', until: '2025-02-28' };
    const { body } = await ask(township, february);
    expect([body.total, body.sums]).toEqual([2, { expected: 9, attended: 6 }]);
  });

  it('of a book come from all its kinds', async () => {
    const { body } = await ask(township, { unitId: '420303001', type: 'book-of-activities' });
    expect([body.total, body.sums.people]).toEqual([2, 15]);
  });
});

describe('people in a ledger', () => {
  it('leave the server without their numbers, and only for whoever may see them', async () => {
    for (const type of ['person', 'roster-of-cadres']) {
      const { body } = await ask(township, { unitId: '420303001', type });
      const cells: unknown = body.lines[0].cells;
      expect(body.lines).toHaveLength(1);
      expect(cells).toEqual(expect.arrayContaining(['王示兰', '199****1234', '420399********0021']));
      expect(JSON.stringify(body)).not.toMatch(/19900001234|420399197503080021/);
      expect((await ask(caijia, { unitId: '420303001203', type })).body.total).toBe(0);
      expect((await ask(caijia, { unitId: '420303001202', type })).body.code).toBe('notAllowed');
    }
  });

  it('are masked in files too, their numbers as text, and cannot be found by trying numbers', async () => {
    const { bytes } = await fetched(township, { type: 'person' });
    const rows = (await readExcelFile(Buffer.from(bytes)))[0]?.data ?? [];
    expect(rows.find((row) => row.includes('王示兰'))).toEqual(
      expect.arrayContaining(['420399********0021', '199****1234']),
    );
    const tried = { unitId: '420303001', type: 'person', text: '420399197503080021' };
    expect((await ask(township, tried)).body.total).toBe(0);
  });
});

describe('a ledger whose lines are no records', () => {
  const period = { from: '2024-01-01', until: '2024-12-31' };
  const occurredOn = '2024-05-06';

  it('of rows leads each to its record, with the sums, and names whom the registry knows', async () => {
    const registered = huaguo.draft({}, { type: 'person', values: { ...chair, name: '李示梅' } });
    expect(await huaguo.pushOne(registered, undefined, 'people')).toMatchObject({ status: 'accepted' });
    const [course, held] = [draftOf(huaguo, 'training-course', {}), recordTypes.get('training-attendance')];
    const attendees = [
      { key: 'a', person: { id: registered.id, name: '李示梅' }, days: 3 },
      { key: 'b', person: { name: '杨示霞' }, days: 2.5 },
    ];
    const values = { ...held?.sample, attended: 2, expected: 2, attendees };
    const plan = { ...recordTypes.get('training-course')?.sample, endsOn: '2023-12-20' };
    const planned = { ...course, occurredOn: '2023-12-10', values: plan };
    const attendance = huaguo.draft(
      {},
      { type: 'training-attendance', values, occurredOn, aboutId: course.id },
    );
    for (const document of [planned, attendance])
      expect(await huaguo.pushOne(document)).toMatchObject({ status: 'accepted' });
    const { body } = await ask(township, { unitId: '420303001', type: 'training-roster', ...period });
    expect([body.total, body.sums]).toEqual([2, { days: 5.5 }]);
    expect(body.lines.map(({ id }: { id: string }) => id)).toEqual([attendance.id, attendance.id]);
    expect(body.lines[0].cells).toEqual(
      expect.arrayContaining(['李示梅', '199****1234', '妇女干部能力提升班']),
    );
    const narrowed = { unitId: '420303001', type: 'training-roster', ...period, text: '杨示霞' };
    expect((await ask(township, narrowed)).body.total).toBe(1);
    // The city holds no register of people.
    const city = await signInDevice(test, 'city');
    const toCity = (await ask(city, { unitId: '420303001', type: 'training-roster', ...period })).body;
    expect(JSON.stringify(toCity)).not.toContain('199****');
  });

  it('of units says below what its lines come to, and is there for the village that they are about', async () => {
    const seat = { ...recordTypes.get('committee-seat')?.sample, startedOn: '2024-05-01' };
    const written = township.draft({}, { type: 'committee-seat', values: seat, occurredOn });
    expect(await township.pushOne(written)).toMatchObject({ status: 'accepted' });
    const asked = { type: 'women-in-committees', unitId: '420303001202', ...period };
    const { body } = await ask(township, asked);
    expect(body.lines).toMatchObject([{ id: '420303001202', collection: 'orgUnits' }]);
    expect(body.sums).toMatchObject({ members: 1, women: 1, womenShare: '100%' });
    const { bytes } = await fetched(township, asked);
    const rows = (await readExcelFile(Buffer.from(bytes)))[0]?.data ?? [];
    expect(rows.map((row) => row[0])).toEqual(expect.arrayContaining([body.notes[0]]));
    // What the township wrote down is not the village's to read.
    expect((await ask(huaguo, asked)).body.total).toBe(0);
  });
});

describe('a workbook', () => {
  it('holds text as text, whatever it begins with, days as days, and repeats its head on each page', async () => {
    const { bytes, response } = await fetched(township, {});
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    const rows = (await readExcelFile(Buffer.from(bytes)))[0]?.data ?? [];
    const [title, origin, head, ...lines] = rows;
    expect([title?.[0], head?.slice(0, 3)]).toEqual(['会议台账', ['序号', '单位', '日期']]);
    expect(origin?.[0]).toMatch(/^花果街道　2026年.*　2026-10-20 10:00 由 花果街道 township 导出$/);
    expect(lines.slice(0, 2).map((row) => row[4])).toEqual(expect.arrayContaining([formula, '00123']));
    expect(lines[0]?.[2]).toEqual(new Date('2026-10-19T00:00:00Z'));
    expect(lines[2]).toEqual(expect.arrayContaining(['合计', 18, 15]));
    expect(String(rows.at(-1)?.[0])).toContain('单位（盖章）：');
    const parts = partsOf(bytes);
    expect(parts['xl/workbook.xml']).toMatch(/_xlnm\.Print_Titles" localSheetId="0">'会议台账'!\$1:\$3</);
    expect(parts['xl/worksheets/sheet1.xml']).not.toContain('<f>');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('orientation="landscape"');
  });

  it('has the chosen columns and lines only, and says by what it was narrowed', async () => {
    const { bytes } = await fetched(township, {
      columns: ['agenda'],
      text: '00123',
      reviewState: 'submitted',
    });
    const rows = (await readExcelFile(Buffer.from(bytes)))[0]?.data ?? [];
    expect(String(rows[1]?.[0])).toContain('含“00123”的　待审');
    expect(rows.slice(2, 5)).toEqual([
      ['序号', '议题'],
      [1, '00123'],
      ['合计', null],
    ]);
  });

  it('keeps a rough number a number, whose look says that it is rough, and the sum with it', async () => {
    const talk = (count: number, isEstimate: boolean) =>
      draftOf(caijia, 'advocacy-event', {
        ...{ form: 'law', topic: '示例', place: '妇女之家', attended: { count, isEstimate } },
      });
    for (const document of [talk(51, true), talk(42, false)])
      expect(await caijia.pushOne({ ...document, occurredOn: '2024-03-08' })).toMatchObject({
        status: 'accepted',
      });
    const march = { type: 'advocacy-event', from: '2024-03-01', until: '2024-03-31' };
    const parts = partsOf((await fetched(township, march)).bytes);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    const styleOf = (value: number): number =>
      Number(new RegExp(`s="(\\d+)"><v>${value}</v>`).exec(sheet)?.[1]);
    const [, styles = ''] = (parts['xl/styles.xml'] ?? '').split('<cellXfs');
    const formats = [...styles.matchAll(/<xf numFmtId="(\d+)"/g)].map((match) => match[1]);
    const look = (value: number): string => {
      const code = new RegExp(`numFmtId="${formats[styleOf(value)]}" formatCode="([^"]*)"`);
      return code.exec(parts['xl/styles.xml'] ?? '')?.[1]?.replaceAll('&quot;', '"') ?? 'General';
    };
    expect([look(51), look(42), look(93)]).toEqual(['General"（大概数）"', 'General', '"约"General']);
    const document = partsOf((await fetched(township, { ...march, format: 'docx' })).bytes);
    expect(document['word/document.xml']).toMatch(/>51（大概数）<[^]*>约93</);
  });

  it('has an address that ends after a minute, and that nobody can make up', async () => {
    const path = await fileOf(township, {});
    expect((await test.request(path)).status).toBe(200);
    const [body = '', signature = ''] = (path.split('/').at(-1) ?? '').split('.');
    const other = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    const forged = Buffer.from(JSON.stringify({ ...other, account: 'city' })).toString('base64url');
    expect((await test.request(`/api/ledgers/file/${forged}.${signature}`)).status).toBe(404);
    expect((await test.request('/api/ledgers/file/nothing')).status).toBe(404);
    test.clock.advance(61);
    expect((await test.request(path)).status).toBe(404);
  });

  it('asks for the scope again when it is fetched, and leaves no address in the log', async () => {
    const path = await fileOf(caijia, { unitId: '420303001202' });
    expect((await test.request(path)).status).toBe(403);
    expect(test.logged.join('\n')).not.toContain(path.split('/').at(-1) ?? path);
  });
});

describe('a document', () => {
  it('is a landscape table that repeats its head, with totals, places to sign and page numbers', async () => {
    const { bytes, response } = await fetched(township, { format: 'docx' });
    expect(response.headers.get('content-type')).toContain('wordprocessingml');
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(
      /会议台账 花果街道 2026-01-01 2026-12-31\.docx$/,
    );
    const parts = partsOf(bytes);
    const body = parts['word/document.xml'] ?? '';
    const texts = [...body.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]);
    expect(texts.slice(0, 2)).toEqual(['会议台账', expect.stringMatching(/^花果街道　2026年.*导出$/)]);
    expect(texts).toEqual(expect.arrayContaining(['2026-10-19', '00123', '合计', '18', '15']));
    expect(texts.at(-1)).toContain('填表人：');
    expect(body).toContain('<w:tblHeader/>');
    expect(body).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
    const [, , day = 0] = [...body.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]));
    // Ten digits of nine points, half as wide as high, and the margins of the cell: a day stays in one line.
    expect(day).toBeGreaterThanOrEqual(10 * 90 + 120);
    const footer = Object.entries(parts).find(([name]) => /footer\d*\.xml$/.test(name))?.[1] ?? '';
    expect(footer).toContain('NUMPAGES');
  });
});

describe('a long ledger', () => {
  it('shows the first lines, says how many there are, and sums up all of them, in files too', async () => {
    const total = mostIn.docx + 5;
    const visits = Array.from({ length: total }, (_, index) => ({
      newDocumentState: draftOf(caijia, 'advocacy-event', {
        ...{
          form: 'law',
          topic: `第 ${index} 场`,
          place: '妇女之家',
          attended: { count: 2, isEstimate: false },
        },
      }),
    }));
    for (let start = 0; start < total; start += 100) {
      const { rows } = await caijia.push(visits.slice(start, start + 100));
      expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['accepted']));
    }
    const asked = { type: 'advocacy-event', unitId: '420303001203' };
    const { body } = await ask(caijia, asked);
    expect([body.total, body.lines.length]).toEqual([total, mostOnScreen]);
    expect(body.sums.attended).toBe(2 * total);
    const document = partsOf((await fetched(caijia, { ...asked, format: 'docx' })).bytes)[
      'word/document.xml'
    ];
    expect(document).toContain(`共 ${total} 条，本表只列前 ${mostIn.docx} 条`);
    expect(document).toContain(`>${2 * total}<`);
    const sheet = (await readExcelFile(Buffer.from((await fetched(caijia, asked)).bytes)))[0]?.data ?? [];
    expect(sheet.filter((row) => typeof row[0] === 'number')).toHaveLength(total);
    expect(JSON.stringify(sheet)).not.toContain('本表只列前');
  });
});
