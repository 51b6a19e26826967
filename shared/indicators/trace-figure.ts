// The records behind one figure: exactly those that it counts, each with what it adds, so that their sum is the figure.
import { countedOn } from '../review/period-lock.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isWithin } from '../org/org-unit.ts';
import { eachForItself } from '../people/merged-people.ts';
import type { DocumentId, LocalDate, SyncedDocument } from '../records/record.ts';
import { reasonOutside, reviewColumn, type FigureDeps, type FigureQuestion } from './count-figures.ts';
import type { Indicator } from './define-indicator.ts';
import {
  createIndicatorCount,
  figureOf,
  isCounted,
  type Figure,
  type IndicatorTally,
} from './evaluate-indicator.ts';
import type { Tally } from './tally.ts';

/** `ownOnly`: what the unit hosts itself, without the units below it. */
export type TraceQuestion = FigureQuestion & { readonly ownOnly?: boolean | undefined };

/**
 * A record that takes part. `figure` is what it adds: of people, those whom no record before it in the list named, so that
 * nobody is added twice.
 */
export type TracedRecord = {
  readonly id: DocumentId;
  readonly occurredOn: LocalDate;
  readonly figure: Figure;
};

/** `figure` is the one that `createFigureCount` gives for the same question. */
export type Trace = { readonly figure: Figure; readonly records: readonly TracedRecord[] };

type Taken = { readonly id: DocumentId; readonly occurredOn: LocalDate; readonly tally: IndicatorTally };

/** Takes records one by one, whatever their kind, unit and day; newest first when read. */
export function createTrace(
  question: TraceQuestion,
  indicator: Indicator,
  deps: Omit<FigureDeps, 'indicators'>,
) {
  const sources = [...indicator.numerator, ...(indicator.denominator ?? [])];
  const types = new Set(sources.map(({ type }) => type));
  const personIdOf = deps.personIdOf ?? eachForItself;
  const whole = createIndicatorCount([indicator], personIdOf);
  const taken: Taken[] = [];
  return {
    add: (written: SyncedDocument): void => {
      const definition = types.has(written.type) ? deps.registry.get(written.type) : undefined;
      if (definition === undefined || !belongs(written, question, deps)) return;
      const record = upgradeRecord(definition, written);
      const one = createIndicatorCount([indicator], personIdOf);
      one.add(record);
      const tally = one.tallies().get(indicator.id);
      if (tally === undefined || isNothing(tally)) return;
      whole.add(record);
      taken.push({ id: record.id, occurredOn: record.occurredOn, tally });
    },
    read: (): Trace => {
      const tally = whole.tallies().get(indicator.id);
      const nothing: Figure = { value: 0, isEstimate: false, unknown: 0 };
      return { figure: tally === undefined ? nothing : figureOf(tally), records: eachOnce(taken) };
    },
  };
}

/** Hosted in the unit, in the period, and in a state that counts: as `createFigureCount` takes it. */
function belongs(
  record: SyncedDocument,
  question: TraceQuestion,
  deps: Omit<FigureDeps, 'indicators'>,
): boolean {
  if (record._deleted || !isCounted(record)) return false;
  const day = countedOn(record);
  if (day < question.from || day > question.until) return false;
  const column = reviewColumn(record.reviewState);
  if (column !== 'reviewed' && column !== 'awaiting') return false;
  if (question.lockedOnly === true && reasonOutside(record, deps) !== undefined) return false;
  return question.ownOnly === true
    ? record.hostUnitId === question.unitId
    : isWithin(deps.tree, record.hostUnitId, question.unitId);
}

function isNothing({ numerator, denominator }: IndicatorTally): boolean {
  return [numerator, ...(denominator === undefined ? [] : [denominator])].every((tally) =>
    tally.kind === 'sum'
      ? tally.hundredths === 0 && tally.unknown === 0
      : tally.ids.size === 0 && tally.unidentified === 0,
  );
}

function eachOnce(taken: readonly Taken[]): readonly TracedRecord[] {
  const [named, due] = [new Set<string>(), new Set<string>()];
  return [...taken]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
    .map(({ id, occurredOn, tally: { numerator, denominator } }) => ({
      ...{ id, occurredOn },
      figure: figureOf({
        numerator: withoutNamed(numerator, named),
        ...(denominator === undefined ? {} : { denominator: withoutNamed(denominator, due) }),
      }),
    }));
}

function withoutNamed(tally: Tally, named: Set<string>): Tally {
  if (tally.kind === 'sum') return tally;
  const fresh = new Set([...tally.ids].filter((id) => !named.has(id)));
  for (const id of fresh) named.add(id);
  return { ...tally, ids: fresh };
}

function keyOf({ occurredOn, id }: Pick<Taken, 'occurredOn' | 'id'>): string {
  return `${occurredOn} ${id}`;
}
