// 问题清单: the problems that a supervision bulletin speaks of, a line each, by unit in the order of the division code.
import { fieldText } from '../forms/describe-record.ts';
import type { Label } from '../forms/field-types.ts';
import { words } from '../forms/shorthand.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { Locale } from './approximate-number.ts';
import type { Annex } from './report-annexes.ts';

export type IssueQuestion = ReportingPeriod & { readonly unitId: UnitId; readonly locale: Locale };

const type = 'supervision-issue';
const overdue = words('到期未销号', 'past its day');
const unanswered = words('尚未报整改', 'nothing reported yet');

/** `records`: what may count, with what continues the problems; those found in the period are listed, as they stand on its last day. */
export function issueList(
  records: readonly SyncedDocument[],
  question: IssueQuestion,
  deps: { readonly registry: Registry; readonly tree: OrgTree },
): Annex {
  const { locale, from, until, unitId } = question;
  const found = records.filter(
    ({ type: kind, occurredOn, hostUnitId }) =>
      kind === type && occurredOn >= from && occurredOn <= until && isWithin(deps.tree, hostUnitId, unitId),
  );
  const ordered = [...found].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return {
    title: { zh: '问题清单', en: 'Problems' }[locale],
    head: {
      zh: ['序号', '责任单位', '问题', '类别', '整改时限', '状态'],
      en: ['No.', 'Unit', 'Problem', 'Category', 'Due on', 'State'],
    }[locale],
    widths: [7, 16, 29, 14, 19, 15],
    rows: ordered.map((record, index) => [
      String(index + 1),
      unitText(record, deps.tree),
      ...['issue', 'category', 'dueOn'].map((field) => textOf(record, field, deps.registry, locale)),
      stateOf(record, records, question, deps.registry)[locale],
    ]),
  };
}

function orderOf({ values, id }: SyncedDocument): string {
  const [unit, dueOn] = [values['unit'], values['dueOn']].map((value) =>
    typeof value === 'string' ? value : '',
  );
  return `${unit} ${dueOn} ${id}`;
}

function unitText({ values }: SyncedDocument, tree: OrgTree): string {
  const unit = typeof values['unit'] === 'string' ? values['unit'] : '';
  return tree.unit(unit)?.shortName ?? unit;
}

function textOf(record: SyncedDocument, fieldId: string, registry: Registry, locale: Locale): string {
  const field = registry.get(type)?.fields.find(({ id }) => id === fieldId);
  return field === undefined ? '' : fieldText(field, record.values[fieldId] ?? null, { locale });
}

function stateOf(
  record: SyncedDocument,
  records: readonly SyncedDocument[],
  { until }: IssueQuestion,
  registry: Registry,
): Label {
  const about = records.filter(({ aboutId, occurredOn }) => aboutId === record.id && occurredOn <= until);
  const { label, isClosed } = standingState(about, registry);
  const { dueOn } = record.values;
  if (!isClosed && typeof dueOn === 'string' && dueOn < until) return overdue;
  return label ?? unanswered;
}
