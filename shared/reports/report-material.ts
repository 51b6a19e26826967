// What a report is written from: figures, rates on a day, the unit's own records and example events, with the records behind each.
import { isTrue, type Expression } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import {
  createFigureCount,
  reasonOutside,
  type FigureSheet,
  type UnitFigures,
} from '../indicators/count-figures.ts';
import { createStandingCount, type StandingTally } from '../indicators/standing-tally.ts';
import type { Indicator } from '../indicators/define-indicator.ts';
import type { StandingRate } from '../indicators/define-standing-rate.ts';
import { isCounted } from '../indicators/evaluate-indicator.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import { aYearBefore, type ReportingPeriod } from '../org/reporting-period.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import type { DocumentId, LocalDate, SyncedDocument, UnitId } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { countedOn, locksOver, type PeriodWords } from '../review/period-lock.ts';
import type { Outline } from './define-outline.ts';
import { createExampleChoice, type ExampleEvent } from './example-event.ts';

export type ReportQuestion = ReportingPeriod & {
  readonly unitId: UnitId;
  readonly today: LocalDate;
  /** Also what is not reviewed or not locked: to look at, never to issue. */
  readonly isPreview: boolean;
};

export type MaterialDeps = {
  readonly registry: Registry;
  readonly tree: OrgTree;
  readonly words: PeriodWords;
  readonly personIdOf?: PersonIdOf;
  readonly indicators: readonly Indicator[];
  readonly rates: readonly StandingRate[];
};

export type ReportMaterial = {
  readonly figures: UnitFigures;
  /** Of the same days a year before. */
  readonly before: FigureSheet;
  readonly standing: StandingTally;
  /** Ids of the records behind an indicator's figure. */
  readonly traced: ReadonlyMap<string, ReadonlySet<DocumentId>>;
  /** The unit's own, of the types that the outline picks from, and what continues them; oldest first. */
  readonly own: readonly SyncedDocument[];
  /** Of the units below, of the period, of the types that the outline picks from below; oldest first. */
  readonly below: readonly SyncedDocument[];
  /** Of these types, which options of a field occur. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  readonly examples: readonly ExampleEvent[];
  readonly revisions: ReadonlyMap<DocumentId, number>;
  /** The last day of the last month that something counted is of. */
  readonly cutOff: LocalDate;
  /** Records of units that no longer lie in this one (merged, moved): they count for nobody here. */
  readonly strays: number;
};

/** Takes every record that the unit's feed holds, of any day up to the last of the period. */
export function createMaterial(question: ReportQuestion, outline: Outline, deps: MaterialDeps) {
  const { tree, registry } = deps;
  const yearBefore = { from: aYearBefore(question.from), until: aYearBefore(question.until) };
  const counting = { ...question, lockedOnly: !question.isPreview };
  const figures = createFigureCount(counting, deps);
  const before = createFigureCount({ ...counting, ...yearBefore }, deps);
  const kept = createKeeping(outline, deps);
  const standing = createStandingCount(deps.rates, registry);
  const examples = createExampleChoice(tree);
  const revisions = new Map<DocumentId, number>();
  let [lastDay, strays] = ['', 0];
  const leaveOut = (written: SyncedDocument): void => {
    const reason = question.isPreview || written._deleted ? undefined : reasonOutside(written, deps);
    if (reason !== undefined) standing.add(written, reason);
  };
  return {
    add: (written: SyncedDocument): void => {
      figures.add(written);
      before.add(written);
      const definition = registry.get(written.type);
      if (definition === undefined || countedOn(written) > question.until) return;
      const isNew = countedOn(written) >= question.from;
      // No lock lies over a unit that is gone: it is told before locks are asked for.
      if (isNew && isReviewed(written) && isStray(written, question.unitId, tree)) strays += 1;
      if (!mayCount(written, question, deps)) {
        leaveOut(written);
        return;
      }
      const record = upgradeRecord(definition, written);
      if (!isWithin(tree, record.hostUnitId, question.unitId)) {
        if (kept.isFromAbove(record, question.unitId, tree)) revisions.set(record.id, record.rev);
        return;
      }
      if (standing.add(record)) revisions.set(record.id, record.rev);
      if (record.orgUnitId === question.unitId && kept.isOwn(record)) revisions.set(record.id, record.rev);
      if (!isNew) return;
      revisions.set(record.id, record.rev);
      kept.trace(record);
      if (record.orgUnitId !== question.unitId) kept.keepBelow(record);
      examples.add(record);
      if (record.occurredOn > lastDay && record.occurredOn <= question.today) lastDay = record.occurredOn;
    },
    read: (): ReportMaterial => ({
      ...kept.read(),
      figures: figures.read(),
      before: before.read().total,
      standing: standing.read(),
      examples: examples.read(),
      revisions,
      cutOff: monthEnd(lastDay === '' ? question.until : lastDay, question),
      strays,
    }),
  };
}

/** Of no unit that lies here now, nor of one above that addressed it. */
function isStray(record: SyncedDocument, unitId: UnitId, tree: OrgTree): boolean {
  const units = [record.orgUnitId, record.hostUnitId, ...record.partnerUnitIds];
  if (units.some((unit) => isWithin(tree, unit, unitId))) return false;
  return !units.some((unit) => isWithin(tree, unitId, unit));
}

/** As the figures take it: reviewed and in a locked month, or in a preview whatever was not returned. */
function mayCount(record: SyncedDocument, { isPreview }: ReportQuestion, deps: MaterialDeps): boolean {
  if (record._deleted || !isCounted(record)) return false;
  if (!isPreview) return isReviewed(record) && reasonOutside(record, deps) === undefined;
  return isReviewed(record) || record.reviewState === 'submitted' || record.reviewState === 'none';
}

function isReviewed({ reviewState }: SyncedDocument): boolean {
  return reviewState === 'approved' || reviewState === 'archived';
}

/** Which records stand behind an indicator, which are the unit's own, which choices occur. */
function createKeeping(outline: Outline, { indicators, registry }: MaterialDeps) {
  const traced = new Map(indicators.map(({ id }) => [id, new Set<DocumentId>()]));
  const sourcesByType = byType(indicators);
  const own = new Map<DocumentId, SyncedDocument>();
  const sources = outline.facts.map(({ source }) => source);
  const below = new Map<DocumentId, SyncedDocument>();
  const picks = sources.flatMap((source) => ('pick' in source ? [source.pick] : []));
  const typesWith = (extent: 'isAlsoFromAbove' | 'isElseFromBelow'): ReadonlySet<string> =>
    new Set(picks.filter((pick) => pick[extent] === true).map(({ type }) => type));
  const [above, belowTypes] = [typesWith('isAlsoFromAbove'), typesWith('isElseFromBelow')];
  const picked = new Set(picks.map(({ type }) => type));
  const following = registry.all.filter(({ continues }) => continues?.some((type) => picked.has(type)));
  const wanted = new Set([...picked, ...following.map(({ id }) => id)]);
  const choices = sources.flatMap((source) => ('choices' in source ? [source.choices] : []));
  const chosen = new Map<string, Set<string>>();
  return {
    isOwn: (record: SyncedDocument): boolean => {
      if (!wanted.has(record.type)) return false;
      own.set(record.id, record);
      return true;
    },
    isFromAbove: (record: SyncedDocument, unitId: UnitId, tree: OrgTree): boolean => {
      if (!above.has(record.type) || !isWithin(tree, unitId, record.orgUnitId)) return false;
      own.set(record.id, record);
      return true;
    },
    keepBelow: (record: SyncedDocument): void => {
      if (belowTypes.has(record.type)) below.set(record.id, record);
    },
    trace: (record: SyncedDocument): void => {
      const scope = scopeOf(record, record.occurredOn);
      for (const { id, where } of sourcesByType.get(record.type) ?? [])
        if (where === undefined || isTrue(where, scope)) traced.get(id)?.add(record.id);
      for (const { type, field } of choices) {
        const value = record.values[field];
        if (type !== record.type || typeof value !== 'string') continue;
        const key = `${type}.${field}`;
        const held = chosen.get(key) ?? new Set<string>();
        chosen.set(key, held.add(value));
      }
    },
    read: () => ({
      traced,
      chosen,
      own: inOrder(own),
      below: inOrder(below),
    }),
  };
}

/** What of each indicator a record of a type may take part in. */
function byType(indicators: readonly Indicator[]) {
  const sources = new Map<string, { readonly id: string; readonly where?: Expression | undefined }[]>();
  for (const { id, numerator, denominator = [] } of indicators)
    for (const { type, where } of [...numerator, ...denominator]) {
      const held = sources.get(type) ?? [];
      held.push({ id, where });
      sources.set(type, held);
    }
  return sources;
}

function inOrder(records: ReadonlyMap<DocumentId, SyncedDocument>): readonly SyncedDocument[] {
  return [...records.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function orderOf({ occurredOn, id }: SyncedDocument): string {
  return `${occurredOn} ${id}`;
}

/** The end of its month, or of the period, or today: whichever comes first. */
function monthEnd(day: LocalDate, { until, today }: ReportQuestion): LocalDate {
  const end = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0))
    .toISOString()
    .slice(0, 10);
  return [end, until, today].reduce((first, each) => (each < first ? each : first));
}

/** Was every month of these days locked for the unit itself? What is compared must be. */
export function isWhollyLocked(
  { from, until, unitId }: ReportingPeriod & { readonly unitId: UnitId },
  { tree, words }: Pick<MaterialDeps, 'tree' | 'words'>,
): boolean {
  for (let month = from.slice(0, 7); month <= until.slice(0, 7); month = nextMonth(month))
    if (locksOver({ orgUnitId: unitId, occurredOn: `${month}-01` }, tree, words).length === 0) return false;
  return true;
}

function nextMonth(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
}
