// A ledger from everything in scope: its material from the store, its lines from the shared rules.
import { grantedKeys, type FeedKey } from '../../shared/access/feed-keys.ts';
import type { Account } from '../../shared/access/role.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { createLedger, type Ledger } from '../../shared/ledgers/build-ledger.ts';
import { ledgerNamed } from '../../shared/ledgers/catalogue/ledgers-of.ts';
import { readsPeople, typesOf, type LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import { firstDayOf, type LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import { withPresentNames } from '../../shared/people/present-names.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import { readPresentNames } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store, StoreView } from '../store/store.ts';

type WholeLedger = { readonly plan: LedgerPlan; readonly ledger: Ledger };

/** Who reads it, by what her account may read. */
export type LedgerReader = {
  readonly name: string;
  /** Of her own unit. */
  readonly unitName: string;
  readonly tree: OrgTree;
  readonly keys: (collection: CollectionName) => readonly FeedKey[];
};
export type ReadLedger = (
  reader: LedgerReader,
  question: LedgerQuestion,
  locale: 'zh' | 'en',
) => Promise<WholeLedger>;

const [firstOfTime, endOfTime] = ['0000-01-01', '9999-12-31'];

/** Refused (`notAllowed`) unless the unit is the account's own or below it. */
export function readerOf(account: Account, tree: OrgTree, question: LedgerQuestion): LedgerReader {
  if (account.role === 'administrator' || !isWithin(tree, question.unitId, account.orgUnitId))
    throw new AppError('notAllowed', 'the unit is not within the scope of the account');
  const unitName = tree.unit(account.orgUnitId)?.shortName ?? account.orgUnitId;
  return { tree, unitName, name: account.name, keys: (collection) => grantedKeys(account, collection, tree) };
}

export function createReadLedger(deps: { readonly store: Store; readonly registry: Registry }): ReadLedger {
  const { store, registry } = deps;
  return async (reader, question, locale) => {
    const plan = ledgerNamed(question.type, registry);
    if (plan === undefined) throw new AppError('badRequest', 'there is no ledger of this name');
    const { tree } = reader;
    const unitName = (id: string): string => tree.unit(id)?.shortName ?? id;
    return store.survey(async (view) => {
      const from = firstDayOf(plan, question);
      const each = eachDocument(view, reader, from);
      const continuations: SyncedDocument[] = [];
      await each('records', endOfTime, plan.following, (document) => continuations.push(document));
      const people: SyncedDocument[] = [];
      if (readsPeople(plan)) await each('people', endOfTime, undefined, (person) => people.push(person));
      const preceding: SyncedDocument[] = [];
      await eachDocument(view, reader, firstOfTime)('records', endOfTime, plan.preceding, (document) =>
        preceding.push(document),
      );
      const words = await view.periods.wordsBetween(monthOf(from), monthOf(question.until));
      const authors = new Map((await view.accounts.list()).map(({ id, name }) => [id, name]));
      const ledger = createLedger(
        plan,
        question,
        { continuations, preceding, people },
        {
          ...{ locale, unitName, registry, tree, words },
          authorName: (id) => authors.get(id),
        },
      );
      const personName = await readPresentNames(view, reader.keys('people'), reader.tree);
      await each('records', question.until, typesOf(plan), (record) =>
        ledger.add(withPresentNames(record, personName)),
      );
      people.forEach(ledger.add);
      return { plan, ledger: ledger.read() };
    });
  };
}

/** Hands over what the reader may read, one by one; of these types where any are named. */
function eachDocument(view: StoreView, reader: LedgerReader, from: string) {
  return (
    collection: 'records' | 'people',
    until: string,
    types: readonly string[] | undefined,
    take: (document: SyncedDocument) => void,
  ): Promise<void> =>
    view.query.between(
      { collection, keys: reader.keys(collection), from, until, ...(types === undefined ? {} : { types }) },
      (json) => take(parseStored(json)),
    );
}
