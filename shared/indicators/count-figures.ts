// 查数: how many records of each kind a unit has in a period, and the figures they add up to.
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { ReviewState, SyncedDocument, UnitId } from '../records/record.ts';
import { carriedToOf, countedOn, isLate, locksOver, type PeriodWords } from '../review/period-lock.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { Indicator } from './define-indicator.ts';
import { createIndicatorCount, figureOf, isCounted, type Figure } from './evaluate-indicator.ts';
import { isActivity, villageActivities, type VillageActivities } from './village-activities.ts';

/** Records of one kind. Figures are of `reviewed` and `awaiting` ones; the other two are named beside them. */
export type KindCounts = {
  readonly reviewed: number;
  readonly awaiting: number;
  /** Returned to their authors: not counted until they come again. */
  readonly returned: number;
  /** Events of another host that a unit took part in: counted there, once. */
  readonly tookPart: number;
};

/** Of one unit with all below it, in one period; kinds and indicators without a record are absent. */
export type FigureSheet = {
  readonly kinds: Readonly<Record<string, KindCounts>>;
  readonly figures: Readonly<Record<string, Figure>>;
};

/** The whole, and its parts by unit right below, in the order of the division code. A part without records is there too. */
export type UnitFigures = {
  readonly total: FigureSheet;
  readonly parts: readonly { readonly unitId: UnitId; readonly sheet: FigureSheet }[];
  /** Of an answer that is `lockedOnly`: events of the unit that it leaves out, and why. */
  readonly outside?: OutsideCounts;
  /** How many of the events of the unit came late in an earlier month and were carried over into this period; absent for none. */
  readonly carried?: number;
  /** Of a unit with villages below it. */
  readonly villages?: VillageActivities;
};

export type OutsideCounts = {
  /** Arrived after their month was locked. */
  readonly late: number;
  /** In a locked month, not reviewed. */
  readonly unreviewed: number;
  /** In months that are not locked. */
  readonly open: number;
};

/** `lockedOnly`: only what was reviewed and stands in a confirmed month, as an issued report may say it. */
export type FigureQuestion = ReportingPeriod & {
  readonly unitId: UnitId;
  readonly lockedOnly?: boolean | undefined;
};
export type FigureDeps = {
  readonly registry: Registry;
  readonly indicators: readonly Indicator[];
  readonly tree: OrgTree;
  /** What was said of each month: needed by a question that is `lockedOnly`. */
  readonly words?: PeriodWords;
  /** Who stands for whom among the people named; each for herself when it is not given. */
  readonly personIdOf?: PersonIdOf;
};

/** Takes records one by one, whatever their unit and day: what does not belong to the question is passed over. */
export type FigureCount = {
  readonly add: (record: SyncedDocument) => void;
  readonly read: () => UnitFigures;
};

export function createFigureCount(question: FigureQuestion, deps: FigureDeps): FigureCount {
  const { tree } = deps;
  const total = createSheet(deps, (unit) => isWithin(tree, unit, question.unitId));
  const childIds = [...tree.children(question.unitId)].sort();
  const parts = new Map(
    [question.unitId, ...childIds].map((id) => [
      id,
      createSheet(deps, (unit) => partOf(tree, unit, question.unitId) === id),
    ]),
  );
  const activities = new Map<UnitId, number>();
  const outside: { -readonly [key in keyof OutsideCounts]: number } = { late: 0, unreviewed: 0, open: 0 };
  let carried = 0;
  return {
    add: (written) => {
      const definition = deps.registry.get(written.type);
      const day = countedOn(written);
      const isInPeriod = day >= question.from && day <= question.until;
      if (definition === undefined || !isInPeriod || written._deleted || !isCounted(written)) return;
      const record = upgradeRecord(definition, written);
      const reason = question.lockedOnly === true ? reasonOutside(record, deps) : undefined;
      if (reason !== undefined) {
        if (isWithin(tree, record.hostUnitId, question.unitId)) outside[reason] += 1;
        return;
      }
      total.add(record);
      if (isCarriedHere(record, question.unitId, tree)) carried += 1;
      if (isActivity(definition) && isHeldEvent(record))
        activities.set(record.hostUnitId, (activities.get(record.hostUnitId) ?? 0) + 1);
      const units = [record.hostUnitId, record.orgUnitId, ...record.partnerUnitIds];
      for (const id of new Set(units.map((unit) => partOf(tree, unit, question.unitId))))
        parts.get(id ?? '')?.add(record);
    },
    read: () => ({
      total: total.read(),
      parts: readParts(question.unitId, parts),
      ...villagesIn(activities, question.unitId, tree),
      ...(question.lockedOnly === true ? { outside: { ...outside } } : {}),
      ...(carried > 0 ? { carried } : {}),
    }),
  };
}

/** Counted as the unit's own, in a month into which it was carried over. */
export function isCarriedHere(
  record: Pick<SyncedDocument, 'hostUnitId' | 'reviewState'> & { readonly carriedTo?: unknown },
  unitId: UnitId,
  tree: OrgTree,
): boolean {
  return (
    carriedToOf(record) !== undefined && isHeldEvent(record) && isWithin(tree, record.hostUnitId, unitId)
  );
}

/** Spread into an answer: absent where there is no village below. */
export function villagesIn(
  activities: ReadonlyMap<UnitId, number>,
  unitId: UnitId,
  tree: OrgTree,
): Pick<UnitFigures, 'villages'> {
  const villages = villageActivities(activities, unitId, tree);
  return villages === undefined ? {} : { villages };
}

/** Figures are of these: neither returned nor void. */
export function isHeldEvent({ reviewState }: Pick<SyncedDocument, 'reviewState'>): boolean {
  const column = reviewColumn(reviewState);
  return column === 'reviewed' || column === 'awaiting';
}

/** Why a record is not among the locked figures; undefined when it is. What is void is nowhere, as ever. */
export function reasonOutside(
  record: Pick<SyncedDocument, 'orgUnitId' | 'occurredOn' | 'reviewState' | 'lockedPeriod'> & {
    readonly carriedTo?: unknown;
  },
  { tree, words = () => undefined }: Pick<FigureDeps, 'tree' | 'words'>,
): keyof OutsideCounts | undefined {
  if (record.reviewState === 'void') return undefined;
  if (isLate(record)) return 'late';
  if (locksOver(record, tree, words).length === 0) return 'open';
  return record.reviewState === 'approved' || record.reviewState === 'archived' ? undefined : 'unreviewed';
}

/** The unit asked about is a part of its own only when it has records of its own. */
function readParts(unitId: UnitId, parts: ReadonlyMap<UnitId, Sheet>): UnitFigures['parts'] {
  const all = [...parts].map(([id, sheet]) => ({ unitId: id, sheet: sheet.read() }));
  if (all.length === 1) return [];
  return all.filter((part) => part.unitId !== unitId || Object.keys(part.sheet.kinds).length > 0);
}

/** The unit itself for its own records, the unit right below it for everything there; undefined outside. */
export function partOf(tree: OrgTree, unit: UnitId, above: UnitId): UnitId | undefined {
  const chain = tree.withAncestors(unit);
  const place = chain.indexOf(above);
  return place === -1 ? undefined : chain[Math.max(0, place - 1)];
}

type Sheet = { readonly add: (record: SyncedDocument) => void; readonly read: () => FigureSheet };
type MutableCounts = { -readonly [key in keyof KindCounts]: number };

const columnOf: Readonly<Record<ReviewState, 'reviewed' | 'awaiting' | 'returned' | undefined>> = {
  none: 'awaiting',
  submitted: 'awaiting',
  approved: 'reviewed',
  archived: 'reviewed',
  returned: 'returned',
  void: undefined,
};

/** Where a record is counted that stands in this state of review; undefined for one that is void. */
export function reviewColumn(state: ReviewState): 'reviewed' | 'awaiting' | 'returned' | undefined {
  return columnOf[state];
}

/** An event belongs to its host; to anybody else who is named it was one to take part in. */
function createSheet(deps: FigureDeps, holds: (unit: UnitId) => boolean): Sheet {
  const kinds = new Map<string, MutableCounts>();
  const count = createIndicatorCount(deps.indicators, deps.personIdOf);
  return {
    add: (record) => {
      const column = reviewColumn(record.reviewState);
      if (column === undefined) return;
      const isHost = holds(record.hostUnitId);
      const hasPart = [record.orgUnitId, ...record.partnerUnitIds].some(holds);
      if (!isHost && (!hasPart || column === 'returned')) return;
      const counts = kinds.get(record.type) ?? { reviewed: 0, awaiting: 0, returned: 0, tookPart: 0 };
      kinds.set(record.type, counts);
      counts[isHost ? column : 'tookPart'] += 1;
      if (isHost && column !== 'returned') count.add(record);
    },
    read: () => ({ kinds: Object.fromEntries(kinds), figures: readFigures(count, kinds, deps.indicators) }),
  };
}

function readFigures(
  count: ReturnType<typeof createIndicatorCount>,
  kinds: ReadonlyMap<string, KindCounts>,
  indicators: readonly Indicator[],
): FigureSheet['figures'] {
  const tallies = count.tallies();
  const hasRecords = ({ numerator }: Indicator): boolean =>
    numerator.some(({ type }) => (kinds.get(type)?.reviewed ?? 0) + (kinds.get(type)?.awaiting ?? 0) > 0);
  return Object.fromEntries(
    indicators.filter(hasRecords).flatMap(({ id }) => {
      const tally = tallies.get(id);
      return tally === undefined ? [] : [[id, figureOf(tally)] as const];
    }),
  );
}
