// An entry of the list as the policy looks at it: with the record that a decision is on.
import type { Brought } from '../../shared/access/recovery-policy.ts';
import type { RecoveredEntry } from '../store/recovered.ts';
import type { StoreView } from '../store/store.ts';

export async function broughtOf(view: StoreView, entry: RecoveredEntry): Promise<Brought> {
  const { collection, document, account } = entry;
  const { aboutId } = document;
  const record =
    collection !== 'decisions' || aboutId === undefined
      ? undefined
      : (await view.documents.get('records', aboutId))?.document;
  return { collection, document, broughtBy: account, record };
}
