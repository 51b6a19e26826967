// The registry: every known record type by id. Injected everywhere, so that definitions can also come as documents.
import type { RecordDefinition } from '../forms/define-record-type.ts';

export type Registry = {
  readonly all: readonly RecordDefinition[];
  readonly get: (id: string) => RecordDefinition | undefined;
};

/** Builds a registry; two definitions with one id are a defect. */
export function defineRegistry(definitions: readonly RecordDefinition[]): Registry {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  if (byId.size !== definitions.length) throw new Error('two record types share one id');
  return { all: definitions, get: (id) => byId.get(id) };
}
