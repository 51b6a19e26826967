// A person's whole numbers, for a reason: what was asked is written down in the same transaction that reads them.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { UnmaskReply, UnmaskRequest } from '../../shared/people/unmask-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

export type UnmaskPerson = (caller: Caller, request: UnmaskRequest) => Promise<UnmaskReply>;

/** Somebody whom the account may not read is answered like somebody who does not exist. */
export function createUnmaskPerson(deps: { readonly store: Store; readonly clock: Clock }): UnmaskPerson {
  return ({ account, tree }, { id, reason }) =>
    deps.store.write(async (tx) => {
      const document = (await tx.documents.get('people', id))?.document;
      const isReadable =
        document !== undefined && !document._deleted && mayRead(account, 'people', document, tree);
      if (!isReadable) throw new AppError('notFound');
      await tx.audit.append({
        ...{ at: deps.clock.now().toISOString(), account: account.id, accountUnit: account.orgUnitId },
        ...{ act: 'unmask', subject: id, reason, unit: document.orgUnitId },
        ...{ from: '', until: '', lines: 0, format: '' },
      });
      return { document };
    });
}
