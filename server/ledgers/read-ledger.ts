// The records of a ledger, from everything in scope, in the order of a ledger.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import type { Account } from '../../shared/access/role.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { isInLedger, type LedgerQuestion } from '../../shared/ledgers/build-ledger.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import { withPresentNames } from '../../shared/people/present-names.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { readMergedPeople } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';

export type LedgerRecords = {
  /** The oldest `most`, each person in them under her present name. */
  readonly documents: readonly SyncedDocument[];
  /** Records that continue those. */
  readonly continuations: readonly SyncedDocument[];
  /** All there are. */
  readonly total: number;
};

/** Who asks; refused (`notAllowed`) unless the unit is the account's own or below it. */
export type LedgerReader = { readonly account: Account; readonly tree: OrgTree };
export type ReadLedger = (
  reader: LedgerReader,
  question: LedgerQuestion,
  most: number,
) => Promise<LedgerRecords>;

const endOfTime = '9999-12-31';

export function createReadLedger(deps: { readonly store: Store; readonly registry: Registry }): ReadLedger {
  const { store, registry } = deps;
  return async ({ account, tree }, question, most) => {
    if (account.role === 'administrator' || !isWithin(tree, question.unitId, account.orgUnitId))
      throw new AppError('notAllowed', 'the unit is not within the scope of the account');
    if (registry.get(question.type)?.collection !== 'records')
      throw new AppError('badRequest', 'there is no ledger of this type');
    const scope = { collection: 'records', keys: grantedKeys(account, 'records', tree) } as const;
    const following = registry.all.filter(({ continues }) => continues?.includes(question.type));
    return store.read(async (view) => {
      const records: SyncedDocument[] = [];
      const { from, until } = question;
      await view.query.between({ ...scope, from, until, types: [question.type] }, (json) => {
        const record = parseStored(json);
        if (isInLedger(record, question, tree)) records.push(record);
      });
      const documents = records.sort(byDay).slice(0, most);
      const held = new Set(documents.map(({ id }) => id));
      const continuations: SyncedDocument[] = [];
      const types = following.map(({ id }) => id);
      await view.query.between({ ...scope, from, until: endOfTime, types }, (json) => {
        const record = parseStored(json);
        if (held.has(record.aboutId ?? '')) continuations.push(record);
      });
      const { personName } = await readMergedPeople(view, scope.keys);
      const named = documents.map((record) => withPresentNames(record, personName));
      return { documents: named, continuations, total: records.length };
    });
  };
}

function byDay(a: SyncedDocument, b: SyncedDocument): number {
  return a.occurredOn === b.occurredOn ? (a.id < b.id ? -1 : 1) : a.occurredOn < b.occurredOn ? -1 : 1;
}
