// What the records that a record refers to are called: their first line, where this device holds them.
import { shallowRef, watchEffect, type ShallowRef } from 'vue';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { lineText, type DescribeOptions } from '../../shared/forms/describe-record.ts';
import type { Field } from '../../shared/forms/field-types.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import { isJsonObject, itemsOf, type JsonObject } from '../../shared/records/json-value.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';

/** By id; one that is not here, or of a kind that this app does not know, is missing. */
export function useRecordNames(
  definition: () => RecordDefinition,
  values: () => JsonObject,
  options: () => DescribeOptions,
): Readonly<ShallowRef<ReadonlyMap<string, string>>> {
  const { records } = useOpenSession().repositories;
  const { registry } = useServices();
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  const nameOf = async (id: string, described: DescribeOptions): Promise<readonly [string, string][]> => {
    const record = await records.get(id);
    const kind = record === undefined ? undefined : registry.get(record.type);
    if (record === undefined || kind === undefined) return [];
    return [[id, lineText(kind.title, kind, upgradeRecord(kind, record), described)]];
  };
  watchEffect((onCleanup) => {
    const asking = new AbortController();
    onCleanup(() => asking.abort());
    const [ids, described] = [referencesIn(definition().fields, values()), options()];
    const read = async (): Promise<void> => {
      const named = await Promise.all(ids.map((id) => nameOf(id, described)));
      if (!asking.signal.aborted) names.value = new Map(named.flat());
    };
    void read();
  });
  return names;
}

function referencesIn(fields: readonly Field[], holder: JsonObject): readonly string[] {
  return fields.flatMap((field) => {
    const value = holder[field.id];
    if (field.kind === 'record') return typeof value === 'string' ? [value] : [];
    if (field.kind !== 'group') return [];
    return itemsOf(value).flatMap((row) => (isJsonObject(row) ? referencesIn(field.fields, row) : []));
  });
}
