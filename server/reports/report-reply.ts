// A report as it is shown: its text, every fact with what is behind it, what the checks find, what may be done now.
import type { Account } from '../../shared/access/role.ts';
import { words } from '../../shared/forms/shorthand.ts';
import { dateText } from '../../shared/forms/describe-record.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import { checkReport } from '../../shared/reports/check-report.ts';
import { hostText, type ExampleEvent } from '../../shared/reports/example-event.ts';
import { roughText } from '../../shared/reports/number-text.ts';
import { actsOn } from '../../shared/reports/report-acts.ts';
import type { Fact, Report } from '../../shared/reports/report-model.ts';
import type { FactView, ReportReply } from '../../shared/reports/report-protocol.ts';
import type { ReportRow, ReportStep } from '../store/reports.ts';
import { contentOf, headOf, type ReportContent } from './stored-report.ts';

const mostRecords = 200;

export function replyOf(
  row: ReportRow,
  steps: readonly ReportStep[],
  account: Account,
  tree: OrgTree,
): ReportReply {
  const content = contentOf(row);
  const { report, names } = content;
  const head = headOf(row);
  return {
    head,
    ...{ cutOff: report.cutOff, locale: report.locale },
    blocks: report.blocks.map(({ kind, pieces }) => ({ kind, pieces: pieces.map(asWritable) })),
    facts: report.facts.map((fact) => viewOf(fact, content)),
    missing: report.missing.map((item) => ({ ...item, reasons: [...item.reasons] })),
    examples: report.examples.map((event) => exampleView(event, report, tree)),
    findings: [...checkReport(report, new Set(names))],
    ...(report.outside === undefined ? {} : { outside: report.outside }),
    asOf: report.snapshot.asOf,
    history: steps.map(stepView),
    may: [...actsOn(head, account)],
    needsReason: isOwnWork(steps, account),
  };
}

/** Who sent it for checking does not finalise it without saying why. */
export function isOwnWork(steps: readonly ReportStep[], account: Pick<Account, 'id'>): boolean {
  return steps.findLast(({ act }) => act === 'send')?.account === account.id;
}

function asWritable(piece: Report['blocks'][number]['pieces'][number]) {
  return piece.kind === 'missing' ? { ...piece, factIds: [...piece.factIds] } : piece;
}

function viewOf(fact: Fact, { report, definitions }: ReportContent): FactView {
  const { id, label, unit, format, text, value, of, isEstimate, gap, records } = fact;
  const parts = partsOf(fact, report);
  return {
    ...{ id, label, format, isEstimate, definition: definitions[id] ?? words('', '') },
    ...(unit === undefined ? {} : { unit }),
    ...(text === undefined ? {} : { text }),
    ...(value === undefined ? {} : { value }),
    ...(of === undefined ? {} : { of }),
    ...(gap === undefined ? {} : { gap: gap.words }),
    ...{ records: records.slice(0, mostRecords), recordCount: records.length },
    ...(parts.length === 0 ? {} : { parts }),
  };
}

function partsOf({ source, of }: Fact, { parts }: Report): { unitId: string; value: number }[] {
  if (!('indicator' in source) || of !== undefined) return [];
  return parts.map(({ unitId, sheet }) => ({
    unitId,
    value: sheet.figures[source.indicator]?.value ?? 0,
  }));
}

function exampleView(event: ExampleEvent, { locale }: Report, tree: OrgTree) {
  const { recordId, occurredOn, hostUnitId, whom, count } = event;
  const [day, host, many] = [
    dateText(occurredOn, locale),
    hostText(event, tree, locale),
    roughText(count, 'rough', locale),
  ];
  const text =
    locale === 'zh' ? `${day}，${host}慰问${whom}${many}名` : `${day}: ${host} visited ${many} at ${whom}`;
  return { recordId, occurredOn, hostUnitId, text };
}

const acts = ['create', 'edit', 'refresh', 'send', 'takeBack', 'finalise', 'number'] as const;

function stepView({ rev, at, account, act, reason }: ReportStep): ReportReply['history'][number] {
  const known = acts.find((each) => each === act);
  if (known === undefined) throw new Error(`a step of a report is of an unknown act: ${act}`);
  return { rev, at, account, act: known, ...(reason === '' ? {} : { reason }) };
}
