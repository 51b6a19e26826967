// Every ledger there is: the ten books first, then one for each kind of record.
import type { RecordDefinition } from '../../forms/define-record-type.ts';
import type { Registry } from '../../record-types/define-registry.ts';
import type { LedgerDefinition, LedgerPlan, LedgerSource } from '../define-ledger.ts';
import { firstColumns, lastColumns, standingColumn } from './book-columns.ts';
import { fiveBooks } from './five-books.ts';
import { fiveRosters } from './five-rosters.ts';
import { heldTypes } from './held-types.ts';

/** The catalogue's own entries, without the types that the registry lacks; one without any type is not there. */
export function booksOf(registry: Registry): readonly LedgerPlan[] {
  return [...fiveBooks, ...fiveRosters].map((book) => planOf(book, registry)).filter(isNotEmpty);
}

/** The ledger of a type of record, or an entry of the catalogue; undefined where there is none of this id. */
export function ledgerNamed(id: string, registry: Registry): LedgerPlan | undefined {
  const definition = registry.get(id);
  return definition === undefined
    ? booksOf(registry).find((book) => book.id === id)
    : ledgerOfType(definition, registry);
}

/** One type: its own columns between those that every ledger has. */
function ledgerOfType(definition: RecordDefinition, registry: Registry): LedgerPlan {
  const isPeople = definition.collection === 'people';
  const following = followingOf([definition.id], registry);
  const isContinued = definition.life === 'standing' && following.length > 0;
  return {
    id: definition.id,
    label: isPeople
      ? { zh: `${definition.label.zh}花名册`, en: `Roster: ${definition.label.en}` }
      : { zh: `${definition.label.zh}台账`, en: `Ledger: ${definition.label.en}` },
    ...(isPeople || heldTypes.has(definition.id) ? { isRegister: true } : {}),
    sources: [{ type: definition.id, definition, ...rowsOf(definition) }],
    following,
    columns: [
      ...firstColumns,
      ...definition.ledgerColumns.map(({ value, ...column }) => ({ ...column, cell: value })),
      ...(isContinued ? [standingColumn] : []),
      ...(isPeople ? [] : lastColumns),
    ],
  };
}

function rowsOf({ ledgerRows }: RecordDefinition): Pick<LedgerSource, 'eachRow'> {
  return ledgerRows === undefined ? {} : { eachRow: ledgerRows };
}

function planOf({ sources, everyEventBut, ...book }: LedgerDefinition, registry: Registry): LedgerPlan {
  const named = new Set([...sources.map(({ type }) => type), ...(everyEventBut ?? [])]);
  const events: readonly LedgerSource[] = everyEventBut === undefined ? [] : eventsBut(named, registry);
  const known = [...sources, ...events].flatMap((source) => {
    const definition = registry.get(source.type);
    return definition === undefined ? [] : [{ ...source, definition }];
  });
  const types = known.map(({ type }) => type);
  return { ...book, sources: known, following: followingOf(types, registry) };
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

function isNotEmpty({ sources }: LedgerPlan): boolean {
  return sources.length > 0;
}
