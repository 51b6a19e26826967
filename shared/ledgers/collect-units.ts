// The lines of a ledger that has one for each unit: what its records come to there, who has left not among them.
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { reasonOutside } from '../indicators/count-figures.ts';
import { isCounted } from '../indicators/evaluate-indicator.ts';
import { rateText } from '../reports/number-text.ts';
import type { OrgTree } from '../org/org-unit.ts';
import { createPersonIdOf } from '../people/merged-people.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { LedgerDeps } from './build-ledger.ts';
import { holdsWords, type CollectedLine, type LineCollector } from './collect-lines.ts';
import type { EachUnit, LedgerColumnPlan, LedgerPlan, UnitCell } from './define-ledger.ts';
import { numberIn, type LedgerCell } from './ledger-cell.ts';
import { createContinuingOf, type LedgerSurroundings } from './ledger-line.ts';
import { lastDayOf, sourceOf, type LedgerQuestion } from './ledger-question.ts';
import { peopleNamed } from './people-of.ts';

/** What was returned is left out as in 查数: such a line does not show the state of its records. */
export function createUnitCollector(
  plan: LedgerPlan & { readonly eachUnit: EachUnit },
  question: LedgerQuestion,
  surroundings: LedgerSurroundings,
  deps: LedgerDeps,
): LineCollector {
  const { field } = plan.eachUnit;
  const personIdOf = createPersonIdOf(surroundings.people);
  const continuing = createContinuingOf(surroundings.continuations, lastDayOf(plan, question));
  /** By unit, and in it by person; whoever is in no registry counts by her record. */
  const held = new Map<UnitId, Map<string, SyncedDocument>>();
  let late = 0;
  return {
    add: (document) => {
      const source = sourceOf(document, plan, question, deps.tree);
      if (source === undefined || !isCounted(document) || document.reviewState === 'returned') return;
      const reason = question.lockedOnly === true ? reasonOutside(document, deps) : undefined;
      if (reason === 'late') late += 1;
      if (reason !== undefined || standingState(continuing(document.id), deps.registry).isClosed) return;
      const unit = document.values[field];
      if (typeof unit !== 'string') return;
      const [person] = peopleNamed(source.definition.fields, document.values);
      const inUnit = held.get(unit) ?? new Map<string, SyncedDocument>();
      const key = person === undefined ? document.id : personIdOf(person);
      const other = inUnit.get(key);
      if (other === undefined || ageOf(other) < ageOf(document))
        inUnit.set(key, upgradeRecord(source.definition, document));
      held.set(unit, inUnit);
    },
    read: () => {
      const lines = [...held].map(([unit, records]): CollectedLine => {
        const cells = unitCells(plan.columns, unit, [...records.values()], deps);
        return { ...{ key: unit, id: unit, collection: 'orgUnits', place: unit, isCounted: true }, cells };
      });
      const asked = lines.filter(({ cells }) => holdsWords(cells, question));
      return { lines: asked, late, notes: asked.length === 0 ? [] : [noteText(plan, asked, question, deps)] };
    },
  };
}

function ageOf({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}

/** Without the number of the line. */
function unitCells(
  columns: readonly LedgerColumnPlan[],
  unit: UnitId,
  records: readonly SyncedDocument[],
  deps: LedgerDeps,
): readonly LedgerCell[] {
  const counted = new Map<string, number>();
  return columns.slice(1).map(({ id, cell }) => {
    if (cell === 'unit') return deps.unitName?.(unit) ?? unit;
    if (typeof cell !== 'object') return '';
    if ('countWhere' in cell) {
      const count = records.filter((record) =>
        isTrue(cell.countWhere, scopeOf(record, record.occurredOn)),
      ).length;
      counted.set(id, count);
      return count;
    }
    return 'shareOf' in cell ? shareText(cell, (column) => counted.get(column)) : '';
  });
}

/** '' where there is nothing to have a share in. */
export function shareText(
  { shareOf: [part, whole] }: Extract<UnitCell, { shareOf: unknown }>,
  numberOf: (column: string) => number | undefined,
): string {
  const of = numberOf(whole) ?? 0;
  return of === 0 ? '' : rateText((numberOf(part) ?? 0) / of);
}

function noteText(
  { columns, eachUnit: { note } }: LedgerPlan & { readonly eachUnit: EachUnit },
  lines: readonly CollectedLine[],
  question: LedgerQuestion,
  { tree, locale }: LedgerDeps,
): string {
  const place = columns.findIndex(({ id }) => id === note.column) - 1;
  const some = lines.filter(({ cells }) => (numberIn(cells[place]) ?? 0) > 0).length;
  const values: Readonly<Record<string, string>> = {
    ...{ n: String(some), of: String(lines.length), share: rateText(some / lines.length) },
    all: String(Math.max(lines.length, villagesIn(tree, question.unitId))),
  };
  return note.words[locale].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

function villagesIn(tree: OrgTree, unit: UnitId): number {
  const own = tree.unit(unit)?.level === 'village' ? 1 : 0;
  return tree.children(unit).reduce((sum, child) => sum + villagesIn(tree, child), own);
}
