// What an old app wrote, as today's definition reads it: steps as data, applied in order.
import type { JsonObject, JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';
import type { RecordDefinition, UpgradeStep } from './define-record-type.ts';

/** The document with its values as `definition` reads them; its `definitionVersion` still says who wrote it. */
export function upgradeRecord(definition: RecordDefinition, document: SyncedDocument): SyncedDocument {
  const values = upgradeValues(definition, document.values, document.definitionVersion);
  return values === document.values ? document : { ...document, values };
}

/**
 * The document as if it had been written under `version` of its definition: what is merged is brought to one version
 * first. A document of that version or a newer one comes back as it is.
 */
export function documentAtVersion(
  definition: RecordDefinition,
  document: SyncedDocument,
  version: number,
): SyncedDocument {
  const from = document.definitionVersion;
  if (from >= version) return document;
  const steps = (definition.upgrades ?? []).slice(Math.max(0, from - 1), version - 1).flat();
  const values = steps.reduce<JsonObject>(applyStep, document.values);
  return { ...document, definitionVersion: version, values };
}

/** The values at the definition's version; values of the same or a newer version come back as they are. */
export function upgradeValues(
  definition: RecordDefinition,
  values: JsonObject,
  fromVersion: number,
): JsonObject {
  const steps = (definition.upgrades ?? []).slice(Math.max(0, fromVersion - 1)).flat();
  return steps.reduce<JsonObject>(applyStep, values);
}

function applyStep(values: JsonObject, step: UpgradeStep): JsonObject {
  if ('rename' in step) {
    const { [step.rename.from]: moved, ...rest } = values;
    return moved === undefined ? values : { ...rest, [step.rename.to]: moved };
  }
  if ('setDefault' in step) {
    const { field, value } = step.setDefault;
    return field in values ? values : { ...values, [field]: value };
  }
  const { field, from, to } = step.replaceChoice;
  const value = values[field];
  return value === undefined ? values : { ...values, [field]: replaced(value, from, to) };
}

function replaced(value: JsonValue, from: string, to: string): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => (item === from ? to : item));
  return value === from ? to : value;
}
