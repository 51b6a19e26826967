// After this device's database was put back: what it saved under numbers of its lost time is saved again under new ones.
import { contentHash } from '../../shared/records/content-hash.ts';
import { offerReplySchema, recoveryLimits } from '../../shared/recovery/recovery-protocol.ts';
import { readDocument } from '../database/synced-collection.ts';
import { saveAgain } from '../replication/unsent-auditor.ts';
import { collectionsOfDevices } from '../../shared/records/record.ts';
import type { UnsentDocument } from '../replication/unsent-documents.ts';
import type { OwnPlaceDeps } from './own-place.ts';

type RenumberDeps = Pick<OwnPlaceDeps, 'api' | 'collections' | 'editSequence' | 'unsent'>;

/** False while the server cannot be asked which of them it has. Those it has are no news, whatever their number. */
export async function renumber(deps: RenumberDeps): Promise<boolean> {
  const upTo = await deps.editSequence.inDoubtUpTo();
  for (const collection of collectionsOfDevices) {
    const doubtful = deps.unsent.list().filter((each) => each.collection === collection && each.seq <= upTo);
    for (let from = 0; from < doubtful.length; from += recoveryLimits.offered) {
      const some = doubtful.slice(from, from + recoveryLimits.offered);
      const documents = await named(deps, some);
      const path = `/api/recovery/${collection}/offer`;
      const outcome = await deps.api.ask(path, offerReplySchema, { documents });
      if (outcome.kind !== 'ok') return false;
      const wanted = new Set(outcome.body.wanted);
      await saveAgain(
        deps,
        some.filter(({ id }) => wanted.has(id)),
      );
    }
  }
  await deps.editSequence.clearDoubt();
  return true;
}

async function named(
  { collections }: RenumberDeps,
  some: readonly UnsentDocument[],
): Promise<readonly { readonly id: string; readonly hash: string }[]> {
  const found = await Promise.all(
    some.map(({ id, collection }) => readDocument(collections[collection], id)),
  );
  return found.flatMap((document) =>
    document === undefined ? [] : [{ id: document.id, hash: contentHash(document) }],
  );
}
