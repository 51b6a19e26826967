// What units reached of an outcome in a period, counted from their records: the same on device and server.
import { countedOn } from '../review/period-lock.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import type { OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import { outcomeNamed } from '../policy/outcomes-for-women.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { indicatorsOf } from './catalogue/indicators-of.ts';
import { reviewColumn } from './count-figures.ts';
import type { Indicator } from './define-indicator.ts';
import { createIndicatorCount, figureOf, isCounted, type Figure } from './evaluate-indicator.ts';

/** Which outcome (`outcomes-for-women.ts`), from one day to another, both inside, of which units with all below them. */
export type OutcomeQuestion = ReportingPeriod & {
  readonly outcome: string;
  readonly unitIds: readonly UnitId[];
};

/** `awaiting`: how much of `reached` rests on records that nobody has reviewed yet. Returned and void ones count nowhere. */
export type OutcomeCount = {
  readonly reached: number;
  readonly awaiting: number;
  /** Something in it is a rough count. */
  readonly isEstimate: boolean;
  /** Named people, or records, that could not be counted. */
  readonly unknown: number;
};

/** All units together, nobody twice; and each of them, in the order of the division code. */
export type OutcomeAnswer = {
  readonly total: OutcomeCount;
  readonly units: readonly (OutcomeCount & { readonly unitId: UnitId })[];
};

export type OutcomeDeps = {
  readonly registry: Registry;
  readonly tree: OrgTree;
  /** Who stands for whom among the people named; each for herself when it is not given. */
  readonly personIdOf?: PersonIdOf;
};

/** Takes records one by one, whatever their kind, unit and day: what does not belong to the question is passed over. */
export type OutcomeCounting = {
  readonly add: (record: SyncedDocument) => void;
  readonly read: () => OutcomeAnswer;
};

/** Kinds of records that count for an outcome; none for one that is not known. */
export function typesOfOutcome(outcome: string, registry: Registry): readonly string[] {
  const types = indicatorOf(outcome, registry)?.numerator.map(({ type }) => type) ?? [];
  return [...new Set(types)];
}

/** An event counts for its host's unit and all above it, once. */
export function createOutcomeCount(question: OutcomeQuestion, deps: OutcomeDeps): OutcomeCounting {
  const indicator = indicatorOf(question.outcome, deps.registry);
  const begin = (): Sheet => createSheet(indicator === undefined ? [] : [indicator], deps.personIdOf);
  const [total, unitIds] = [begin(), [...new Set(question.unitIds)].sort()];
  const units = new Map(unitIds.map((id) => [id, begin()]));
  const types = new Set(typesOfOutcome(question.outcome, deps.registry));
  return {
    add: (written) => {
      const definition = types.has(written.type) ? deps.registry.get(written.type) : undefined;
      const day = countedOn(written);
      const isInPeriod = day >= question.from && day <= question.until;
      if (definition === undefined || !isInPeriod || written._deleted || !isCounted(written)) return;
      const places = deps.tree.withAncestors(written.hostUnitId).flatMap((id) => units.get(id) ?? []);
      if (places.length === 0) return;
      const record = upgradeRecord(definition, written);
      for (const sheet of [total, ...places]) sheet.add(record);
    },
    read: () => ({
      total: total.read(),
      units: [...units].map(([unitId, sheet]) => ({ unitId, ...sheet.read() })),
    }),
  };
}

/** Without its base: of a rate only what was reached counts. */
function indicatorOf(outcome: string, registry: Registry): Indicator | undefined {
  const wanted = outcomeNamed(outcome)?.indicator;
  const found = indicatorsOf(registry).find(({ id }) => id === wanted);
  if (found === undefined) return undefined;
  const { denominator: _base, ...counted } = found;
  return counted;
}

type Sheet = { readonly add: (record: SyncedDocument) => void; readonly read: () => OutcomeCount };

function createSheet(indicators: readonly Indicator[], personIdOf: PersonIdOf | undefined): Sheet {
  const [all, reviewed] = [
    createIndicatorCount(indicators, personIdOf),
    createIndicatorCount(indicators, personIdOf),
  ];
  const figure = (count: typeof all): Figure => {
    const [tally] = count.tallies().values();
    return tally === undefined ? { value: 0, isEstimate: false, unknown: 0 } : figureOf(tally);
  };
  return {
    add: (record) => {
      const column = reviewColumn(record.reviewState);
      if (column !== 'reviewed' && column !== 'awaiting') return;
      all.add(record);
      if (column === 'reviewed') reviewed.add(record);
    },
    read: () => {
      const { value, isEstimate, unknown } = figure(all);
      return { reached: value, awaiting: value - figure(reviewed).value, isEstimate, unknown };
    },
  };
}
