// Nobody's numbers are shown whole in a list: they are asked for with a reason (`audit/unmask-person.ts`).
import { masked } from '../../shared/people/mask-values.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';

/** A document as lists and whoever asks without a reason may see it. */
export function withoutNumbers(
  registry: Registry,
  collection: CollectionName,
  document: SyncedDocument,
): SyncedDocument {
  if (collection === 'conflicts') return withoutQuoted(registry, document);
  if (collection !== 'people') return document;
  const definition = registry.get(document.type);
  return definition === undefined ? { ...document, values: {} } : masked(definition, document);
}

/** A conflict about somebody quotes two values of hers: where the field is no plain one, or a number, they are left out. */
function withoutQuoted(registry: Registry, conflict: SyncedDocument): SyncedDocument {
  const { serverValue: _stands, otherValue: _other, ...rest } = conflict.values;
  if (rest['collection'] !== 'people') return conflict;
  const isPlain = registry.all.some(
    ({ collection, fields }) =>
      collection === 'people' &&
      fields.some(
        ({ id, kind, sensitivity }) =>
          `values.${id}` === rest['field'] && kind !== 'group' && sensitivity !== 2,
      ),
  );
  return isPlain ? conflict : { ...conflict, values: rest };
}
