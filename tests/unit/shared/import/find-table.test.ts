// Tables of other people: where the head is, what is no entry, what is repeated from above, what was mapped last time.
import { describe, expect, it } from 'vitest';
import { findTable } from '../../../../shared/import/find-table.ts';
import { homeVisit } from '../../../../shared/record-types/home-visit.ts';
import { meeting } from '../../../../shared/record-types/meeting.ts';
import { person } from '../../../../shared/people/person.ts';
import { gridOf, leftNumbers, mappedHeads, plansFor, rowsOf } from '../../../support/import/read-tables.ts';
import { workbookFile, type MadeCell, type MadeSheet } from '../../../support/import/workbook-file.ts';

const tableOf = (rows: readonly (readonly MadeCell[])[], more: Partial<MadeSheet> = {}) => {
  const [sheet] = gridOf(workbookFile([{ name: '表一', rows, ...more }])).sheets;
  return sheet === undefined ? undefined : findTable(sheet);
};

describe('the head', () => {
  it('is found below titles, and over several rows when cells are merged', () => {
    const table = tableOf(
      [
        ['花果街道2026年会议情况'],
        ['填报单位：花果街道妇联', null, null, '单位：人'],
        [],
        ['序号', '会议', null, '到会', null],
        [null, '名称', '时间', '应到', '实到'],
        [1, '执委会', '2026.3.5', 9, 8],
      ],
      { merges: ['A1:E1', 'A4:A5', 'B4:C4', 'D4:E4'] },
    );
    expect(table?.columns.map(({ letter, label }) => `${letter} ${label}`)).toEqual([
      ...['A 序号', 'B 会议·名称', 'C 会议·时间', 'D 到会·应到', 'E 到会·实到'],
    ]);
    expect(table?.rows.map(({ number }) => number)).toEqual([6]);
    expect(table?.title).toContain('2026年');
  });

  it('is not there in a sheet of remarks or in a list of numbers', () => {
    expect(tableOf([['请勿改动表头'], ['谢谢']])).toBeUndefined();
    expect(
      tableOf([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toBeUndefined();
  });
});

describe('rows', () => {
  const head = ['序号', '姓名', '性别', '联系电话'];
  it('that are no entries are left out with a word; same as above is repeated', () => {
    const table = tableOf([
      head,
      [1, '王示兰', '女', '19900001001'],
      ['一、城区'],
      [2, '陈示英', '同上', '19900001002'],
      [3],
      head,
      [4, '李示清', '〃', '19900001003'],
      ['合计', '3人'],
      ['填表人：示例', null, '审核人：'],
      ['注：此表每年报一次，请于年底前交到街道，过期不候。'],
    ]);
    expect(table?.rows.map(({ cells }) => cells[2]?.text)).toEqual(['女', '女', '女']);
    expect(table === undefined ? [] : leftNumbers(table)).toEqual([
      ...['3 section', '5 numberOnly', '6 header', '8 total', '9 footer', '10 footer'],
    ]);
  });

  it('a formula without a result is asked about in an entry', () => {
    const plans = plansFor(
      gridOf(
        workbookFile([
          {
            name: '会议',
            rows: [
              ['会议时间', '应到人数', '实到人数'],
              [{ day: 46143 }, 9, { formula: 'B2-1' }],
            ],
          },
        ]),
      ),
      meeting,
    );
    const asked = rowsOf(plans).flatMap(({ questions }) => questions);
    expect(asked.find(({ column }) => column === 'C')).toMatchObject({
      doubt: 'noValue',
      row: 2,
      sheet: '会议',
    });
    expect(rowsOf(plans)[0]?.entry.occurredOn).toBe('2026-05-01');
  });
});

describe('mapping', () => {
  it('knows an identity number by what it is, whatever its column is called', () => {
    const plans = plansFor(
      gridOf(
        workbookFile([
          {
            name: '名册',
            rows: [
              ['姓名', '号码', '手机'],
              ['王示兰', '420399197503080021', '19900001234'],
              ['陈示英', '420399196001010045', '19900001235'],
            ],
          },
        ]),
      ),
      person,
    );
    expect(plans.map(mappedHeads)).toEqual([{ 姓名: 'name', 号码: 'idNo', 手机: 'phone' }]);
  });

  it('a wrong sheet is told by what is missing: nothing of it comes in', () => {
    const plans = plansFor(
      gridOf(
        workbookFile([
          {
            name: '物资',
            rows: [
              ['货架', '尺寸'],
              ['甲', '大'],
            ],
          },
        ]),
      ),
      homeVisit,
    );
    const [row] = rowsOf(plans);
    expect(row?.questions.length).toBeGreaterThan(1);
    expect(row?.questions.every(({ doubt }) => doubt === 'missing')).toBe(true);
  });
});
