// One screen of a ledger: its first lines as documents, masked, with the sums over all of them.
import { mostOnScreen, type LedgerReply } from '../../shared/ledgers/ledger-protocol.ts';
import { peopleNamed } from '../../shared/ledgers/ledger-row.ts';
import { masked } from '../../shared/people/mask-values.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { WholeLedger } from './read-ledger.ts';

export function ledgerReply({ ledger, material }: WholeLedger, registry: Registry): LedgerReply {
  const shown = ledger.lines.slice(0, mostOnScreen).map(({ document }) => document);
  const ids = new Set(shown.map(({ id }) => id));
  const named = new Set(
    shown.flatMap((document) => {
      const definition = registry.get(document.type);
      return definition === undefined ? [] : peopleNamed(definition, document);
    }),
  );
  const withoutNumbers = (document: SyncedDocument): SyncedDocument => {
    const definition = registry.get(document.type);
    return definition === undefined ? document : masked(definition, document);
  };
  return {
    documents: shown.map(withoutNumbers),
    continuations: material.continuations.filter(({ aboutId }) => ids.has(aboutId ?? '')).map(withoutNumbers),
    people: material.people.filter(({ id }) => named.has(id)).map(withoutNumbers),
    total: ledger.lines.length,
    sums: Object.fromEntries(
      ledger.columns.flatMap(({ id }, place) => {
        const total = ledger.totals[place];
        return typeof total === 'number' ? [[id, total]] : [];
      }),
    ),
  };
}
