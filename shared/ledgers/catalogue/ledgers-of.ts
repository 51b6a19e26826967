// Every ledger there is: those asked for by name, the ten books, then one for each other kind of record.
import type { RecordDefinition } from '../../forms/define-record-type.ts';
import type { Registry } from '../../record-types/define-registry.ts';
import {
  restOfColumns,
  type LedgerColumnPlan,
  type LedgerDefinition,
  type LedgerPlan,
  type LedgerSource,
} from '../define-ledger.ts';
import { firstColumns, lastColumns, standingColumn } from './book-columns.ts';
import { fiveBooks } from './five-books.ts';
import { fiveRosters } from './five-rosters.ts';
import { heldTypes } from './held-types.ts';
import { namedLedgers } from './named-ledgers.ts';

export type LedgerCatalogue = {
  /** Asked for by name; some stand in the place of the one that a type has by itself. */
  readonly named: readonly LedgerPlan[];
  readonly books: readonly LedgerPlan[];
  readonly ofTypes: readonly LedgerPlan[];
};

/** Without the types that the registry lacks; a ledger without any type is not there. */
export function ledgersOf(registry: Registry): LedgerCatalogue {
  const plansOf = (definitions: readonly LedgerDefinition[]): readonly LedgerPlan[] =>
    definitions.map((each) => planOf(each, registry)).filter(({ sources }) => sources.length > 0);
  const named = plansOf(namedLedgers);
  const others = registry.all.filter((type) => !named.some(({ id }) => id === type.id));
  return {
    named,
    books: plansOf([...fiveBooks, ...fiveRosters]),
    ofTypes: others.map((type) => planOf(ledgerOfType(type, registry), registry)),
  };
}

/** Undefined where there is none of this id. */
export function ledgerNamed(id: string, registry: Registry): LedgerPlan | undefined {
  const { named, books, ofTypes } = ledgersOf(registry);
  return [...named, ...books, ...ofTypes].find((ledger) => ledger.id === id);
}

/** One type: its own columns between those that every ledger has. */
function ledgerOfType(definition: RecordDefinition, registry: Registry): LedgerDefinition {
  const isPeople = definition.collection === 'people';
  const isContinued = definition.life === 'standing' && followingOf([definition.id], registry).length > 0;
  return {
    id: definition.id,
    label: isPeople
      ? { zh: `${definition.label.zh}花名册`, en: `Roster: ${definition.label.en}` }
      : { zh: `${definition.label.zh}台账`, en: `Ledger: ${definition.label.en}` },
    ...(isPeople || heldTypes.has(definition.id) ? { isRegister: true } : {}),
    sources: [{ type: definition.id }],
    columns: [
      ...firstColumns,
      restOfColumns,
      ...(isContinued ? [standingColumn] : []),
      ...(isPeople ? [] : lastColumns),
    ],
  };
}

function planOf(
  { sources, everyEventBut, columns, ...book }: LedgerDefinition,
  registry: Registry,
): LedgerPlan {
  const named = new Set([...sources.map(({ type }) => type), ...(everyEventBut ?? [])]);
  const events: readonly LedgerSource[] = everyEventBut === undefined ? [] : eventsBut(named, registry);
  const known = [...sources, ...events].flatMap((source) => {
    const definition = registry.get(source.type);
    return definition === undefined ? [] : [{ ...source, definition }];
  });
  const types = known.map(({ type }) => type);
  const tellsOfAbout = columns.some(
    (column) => typeof column === 'object' && typeof column.cell === 'object' && 'about' in column.cell,
  );
  return {
    ...{ ...book, sources: known, following: followingOf(types, registry) },
    preceding: tellsOfAbout
      ? [...new Set(known.flatMap(({ definition }) => definition.continues ?? []))]
      : [],
    columns: columnsFor(columns, known[0]?.definition),
  };
}

/**
 * With the columns of the type in their places; one that it does not have is left out. An own column that is called like
 * another, or like one that every ledger has, gets an id of its own, so that each can be chosen.
 */
function columnsFor(
  columns: LedgerDefinition['columns'],
  definition: RecordDefinition | undefined,
): readonly LedgerColumnPlan[] {
  const plans = columns.filter((column) => typeof column === 'object');
  const usual = new Set(plans.filter(({ cell }) => typeof cell === 'string').map(({ id }) => id));
  const held = definition?.ledgerColumns ?? [];
  const isTaken = (id: string, place: number): boolean =>
    usual.has(id) || held.findIndex((column) => column.id === id) < place;
  const own = held.map(({ value, ...column }, place): LedgerColumnPlan => ({
    ...{ ...column, cell: value },
    id: isTaken(column.id, place) ? `own-${column.id}` : column.id,
  }));
  const taken = new Set(columns.map((column) => (typeof column === 'string' ? column : column.id)));
  return columns.flatMap((column) => {
    if (typeof column !== 'string') return [column];
    return own.filter(({ id }) => (column === restOfColumns ? !taken.has(id) : id === column));
  });
}

function eventsBut(types: ReadonlySet<string>, registry: Registry): readonly LedgerSource[] {
  return registry.all
    .filter(({ id, life, continues, collection }) => {
      const isEvent = collection === 'records' && life === 'event' && continues === undefined;
      return isEvent && !types.has(id);
    })
    .map(({ id }) => ({ type: id }));
}

function followingOf(types: readonly string[], registry: Registry): readonly string[] {
  return registry.all
    .filter(({ continues }) => continues?.some((type) => types.includes(type)))
    .map(({ id }) => id);
}
