// Tables of a file: sheets with the same head are one, hidden ones are passed over, what was mapped before is taken again.
import { describe, expect, it } from 'vitest';
import { findTables } from '../../../../client/import/import-tables.ts';
import { targetsOf } from '../../../../shared/import/import-target.ts';
import { meeting } from '../../../../shared/record-types/meeting.ts';
import { gridOf, surroundings } from '../../../support/import/read-tables.ts';
import { workbookFile } from '../../../support/import/workbook-file.ts';

const rows = [
  ['会议时间', '会议地点', '应到', '实到', '领导'],
  ['3月5日', '妇女之家', 9, 8, '示例'],
];
const workbook = gridOf(
  workbookFile([
    { name: '上半年', rows: [['2025年上半年会议'], ...rows] },
    { name: '下半年', rows },
    { name: '草稿', rows, isHidden: true },
    { name: '说明', rows: [['请按时填报']] },
  ]),
);
const find = (remembered: Parameters<typeof findTables>[4]) =>
  findTables(workbook, '2024年会议.xlsx', targetsOf(meeting), surroundings(), remembered);

describe('the tables of a file', () => {
  it('share a mapping when their heads are the same; others are named as passed over', async () => {
    const { groups, passedOver } = await find(() => Promise.resolve(undefined));
    expect(groups.map(({ tables }) => tables.map(({ table }) => table.sheet))).toEqual([
      ['上半年', '下半年'],
    ]);
    expect(passedOver).toEqual(['草稿', '说明']);
    expect(groups[0]?.mapping.columns.slice(0, 1)).toEqual(['occurredOn']);
  });

  it('take the year from the title, else from the name of the file', async () => {
    const { groups } = await find(() => Promise.resolve(undefined));
    const contexts = groups.flatMap(({ tables }) => tables.map(({ context }) => context));
    expect(contexts.map(({ year, period }) => [year, period?.until])).toEqual([
      [2025, '2025-06-30'],
      [2024, '2024-12-31'],
    ]);
  });

  it('go where they went before; a field that is no longer there is left out', async () => {
    const columns = ['occurredOn', 'place', 'no-such-field', 'attended', null];
    const { groups } = await find(() => Promise.resolve({ columns, constants: { meetingKind: 'work' } }));
    expect(groups[0]?.isRemembered).toBe(true);
    expect(groups[0]?.mapping).toEqual({
      columns: ['occurredOn', 'place', null, 'attended', null],
      constants: { meetingKind: 'work' },
    });
  });
});
