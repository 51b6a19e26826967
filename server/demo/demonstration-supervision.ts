// A supervision of the demonstration's county that is over: visits, problems found, most closed out, one past its day; all reviewed.
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { UnitId } from '../../shared/records/record.ts';
import { countyRecord } from './demonstration-county-record.ts';
import { monthsBack } from './demonstration-months.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const firstSeq = 720_000;

/** `closed`: on which day of the month after it was found. */
type Found = {
  readonly unit: UnitId;
  readonly issue: string;
  readonly category: string;
  readonly severity?: 'serious';
  readonly closed?: number;
};
const problems: readonly Found[] = [
  { unit: '420303001', issue: '妇女之家制度未上墙', category: 'regulation', closed: 12 },
  { unit: '420303001', issue: '妇女议事会议定的事没有落实', category: 'work', closed: 20 },
  { unit: '420303002', issue: '妇女之家没有固定开放时间', category: 'venue', closed: 15 },
  { unit: '420303003', issue: '执委没有配齐', category: 'organisation', severity: 'serious', closed: 22 },
  { unit: '420303004', issue: '妇女工作经费没有列入预算', category: 'funds', severity: 'serious' },
];

/** Found four months ago, due at the end of the month after: both lie in months that are locked. */
export function planSupervision(plan: Plan): readonly PlannedDocument[] {
  const known = problems.filter(({ unit }) => plan.tree.unit(unit) !== undefined);
  const [foundIn, dueIn] = [monthsBack(plan.today, 4), monthsBack(plan.today, 3)];
  const visit = recorded(plan, 'supervision', `${foundIn}-08`, 0, {
    units: [...new Set(known.map(({ unit }) => unit))],
    findings: known.length,
    content: '创先争优活动开展情况',
  });
  const found = known.flatMap(({ closed, severity = 'general', ...values }, index) => {
    const named = { ...values, severity, dueOn: `${dueIn}-25`, supervision: visit.document.id };
    const issue = recorded(plan, 'supervision-issue', `${foundIn}-08`, 1 + index * 2, named);
    const done = { state: 'closed', done: '已整改，经现场核实', isInTime: true };
    if (closed === undefined) return [issue];
    const closing = recorded(
      plan,
      'rectification',
      `${dueIn}-${closed}`,
      2 + index * 2,
      done,
      issue.document.id,
    );
    return [issue, closing];
  });
  return [visit, ...found];
}

function recorded(
  plan: Plan,
  type: string,
  occurredOn: string,
  place: number,
  changes: JsonObject,
  aboutId?: string,
): PlannedDocument {
  const [name, seq] = [`supervision over ${place}`, firstSeq + place];
  return countyRecord(plan, { type, occurredOn, name, seq, changes, aboutId });
}
