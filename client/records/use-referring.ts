// Records of this device that name this one: activities of a centre task, problems of a supervision visit.
import { computed, type ComputedRef, type Ref } from 'vue';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Field } from '../../shared/forms/field-types.ts';
import { isJsonObject, itemsOf, type JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useWatchableOf } from '../ui/use-watchable.ts';

/** Newest first; what was voided is not there. */
export function useReferring(record: Readonly<Ref<SyncedDocument>>): ComputedRef<readonly SyncedDocument[]> {
  const { repositories } = useOpenSession();
  const { registry } = useServices();
  const kinds = computed(() =>
    registry.all.filter(({ fields }) => fields.some((field) => mayName(field, record.value.type))),
  );
  const held = useWatchableOf(
    () => kinds.value.map(({ id }) => id).join(),
    () => repositories.records.watchList({ types: kinds.value.map(({ id }) => id) }),
    [],
  );
  const fieldsOf = (type: string): RecordDefinition['fields'] => registry.get(type)?.fields ?? [];
  return computed(() =>
    held.value.filter(
      ({ type, values, reviewState }) =>
        reviewState !== 'void' && names(fieldsOf(type), values, record.value.id),
    ),
  );
}

function mayName(field: Field, type: string): boolean {
  if (field.kind === 'group') return field.fields.some((each) => mayName(each, type));
  return field.kind === 'record' && (field.recordType ?? type) === type;
}

function names(fields: readonly Field[], holder: JsonObject, id: string): boolean {
  return fields.some((field) => {
    const value = holder[field.id];
    if (field.kind === 'record') return value === id;
    if (field.kind !== 'group') return false;
    return itemsOf(value).some((row) => isJsonObject(row) && names(field.fields, row, id));
  });
}
