// One screen of a ledger: its first lines as documents, masked, with the sums over all of them.
import { mostOnScreen, type LedgerReply } from '../../shared/ledgers/ledger-protocol.ts';
import type { LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import { peopleNamed } from '../../shared/ledgers/ledger-row.ts';
import { createPersonIdOf, readAsStanding } from '../../shared/people/merged-people.ts';
import { masked } from '../../shared/people/mask-values.ts';
import { withPresentNames } from '../../shared/people/present-names.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { readPresentNames } from '../store/read-merged-people.ts';
import type { Store } from '../store/store.ts';
import type { LedgerReader, ReadLedger, WholeLedger } from './read-ledger.ts';

export type AnswerLedger = (
  reader: LedgerReader,
  question: LedgerQuestion,
  locale: 'zh' | 'en',
) => Promise<LedgerReply>;

export function createAnswerLedger(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly readLedger: ReadLedger;
}): AnswerLedger {
  const withoutNumbers = (document: SyncedDocument): SyncedDocument => {
    const definition = deps.registry.get(document.type);
    return definition === undefined ? document : masked(definition, document);
  };
  return async (reader, question, locale) => {
    const { ledger, surroundings } = await deps.readLedger(reader, question, locale);
    const shown = ledger.lines.slice(0, mostOnScreen);
    // A screen is told of few people: what it cannot know from them is said by the documents.
    const personIdOf = createPersonIdOf(surroundings.people);
    const documents = await deps.store.read(async (view) => {
      // A document of several lines is sent once; the screen makes its lines again.
      const wanted = new Map(shown.map(({ collection, id }) => [id, collection]));
      const found = await Promise.all(
        [...wanted].map(([id, collection]) => view.documents.get(collection, id)),
      );
      const personName = await readPresentNames(view, reader.keys('people'), reader.tree);
      return found.flatMap((stored) =>
        stored === undefined
          ? []
          : [withPresentNames(readAsStanding(stored.document, personIdOf), personName)],
      );
    });
    return {
      documents: documents.map(withoutNumbers),
      ...surroundingsOf(documents, surroundings, deps.registry, withoutNumbers),
      ...{ total: ledger.lines.length, late: ledger.late },
      sums: Object.fromEntries(
        ledger.columns.flatMap(({ id }, place) => {
          const total = ledger.totals[place];
          return typeof total === 'number' ? [[id, total]] : [];
        }),
      ),
    };
  };
}

function surroundingsOf(
  documents: readonly SyncedDocument[],
  { continuations, people }: WholeLedger['surroundings'],
  registry: Registry,
  withoutNumbers: (document: SyncedDocument) => SyncedDocument,
): Pick<LedgerReply, 'continuations' | 'people'> {
  const ids = new Set(documents.map(({ id }) => id));
  const named = new Set(
    documents.flatMap((document) => {
      const definition = registry.get(document.type);
      return definition === undefined ? [] : peopleNamed(definition, document);
    }),
  );
  return {
    continuations: continuations.filter(({ aboutId }) => ids.has(aboutId ?? '')).map(withoutNumbers),
    people: people.filter(({ id }) => named.has(id)).map(withoutNumbers),
  };
}
