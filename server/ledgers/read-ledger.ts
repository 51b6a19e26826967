// A ledger from everything in scope: its material from the store, its lines from the shared rules.
import { grantedKeys, type FeedKey } from '../../shared/access/feed-keys.ts';
import type { Account } from '../../shared/access/role.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { buildLedger, type Ledger, type LedgerMaterial } from '../../shared/ledgers/build-ledger.ts';
import { ledgerNamed } from '../../shared/ledgers/catalogue/ledgers-of.ts';
import { readsPeople, typesOf, type LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import { firstDayOf, type LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';

export type WholeLedger = {
  readonly plan: LedgerPlan;
  readonly ledger: Ledger;
  readonly material: LedgerMaterial;
};

/** Who reads it, by what her account may read. */
export type LedgerReader = {
  readonly name: string;
  readonly tree: OrgTree;
  readonly keys: (collection: CollectionName) => readonly FeedKey[];
};
export type ReadLedger = (
  reader: LedgerReader,
  question: LedgerQuestion,
  locale: 'zh' | 'en',
) => Promise<WholeLedger>;

const endOfTime = '9999-12-31';

/** Refused (`notAllowed`) unless the unit is the account's own or below it. */
export function readerOf(account: Account, tree: OrgTree, question: LedgerQuestion): LedgerReader {
  if (account.role === 'administrator' || !isWithin(tree, question.unitId, account.orgUnitId))
    throw new AppError('notAllowed', 'the unit is not within the scope of the account');
  return { tree, name: account.name, keys: (collection) => grantedKeys(account, collection, tree) };
}

export function createReadLedger(deps: { readonly store: Store; readonly registry: Registry }): ReadLedger {
  const { store, registry } = deps;
  return async (reader, question, locale) => {
    const plan = ledgerNamed(question.type, registry);
    if (plan === undefined) throw new AppError('badRequest', 'there is no ledger of this name');
    const material = await readMaterial(store, reader, plan, question);
    const { tree } = reader;
    const unitName = (id: string): string => tree.unit(id)?.shortName ?? id;
    const ledger = buildLedger(plan, question, material, { locale, unitName, registry, tree });
    return { plan, ledger, material };
  };
}

function readMaterial(
  store: Store,
  reader: LedgerReader,
  plan: LedgerPlan,
  question: LedgerQuestion,
): Promise<LedgerMaterial> {
  const from = firstDayOf(plan, question);
  return store.read(async (view) => {
    const all = async (collection: 'records' | 'people', until: string, types?: readonly string[]) => {
      const found: SyncedDocument[] = [];
      const keys = reader.keys(collection);
      const asked = { collection, keys, from, until, ...(types === undefined ? {} : { types }) };
      await view.query.between(asked, (json) => found.push(parseStored(json)));
      return found;
    };
    const records = await all('records', question.until, typesOf(plan));
    const continuations = await all('records', endOfTime, plan.following);
    const people = readsPeople(plan) ? await all('people', endOfTime) : [];
    return { documents: [...records, ...people], continuations, people };
  });
}
