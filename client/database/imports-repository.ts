// Imports of this device: rows saved as ordinary documents, batches remembered, taken back, and mappings kept.
import * as z from 'zod/mini';
import { isJsonValue, type JsonValue } from '../../shared/records/json-value.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { WriterDeps } from './author.ts';
import type { EntryToSave } from './entry.ts';
import type { Settings } from './settings.ts';
import { readDocument, rewriteDocument, toDocument, type SyncedCollection } from './synced-collection.ts';

const batchSchema = z.object({
  id: z.string(),
  kind: z.string(),
  collection: z.enum(['records', 'people']),
  fileName: z.string(),
  at: z.string(),
  count: z.number(),
  state: z.enum(['open', 'undone']),
});
/** One import: `count` rows were to be saved under ids that were chosen before the first was. */
export type ImportBatch = z.infer<typeof batchSchema>;

const mappingSchema = z.object({
  kind: z.string(),
  headers: z.string(),
  columns: z.array(z.nullable(z.string())),
  constants: z.record(z.string(), z.custom<JsonValue>(isJsonValue)),
});
export type RememberedMapping = z.infer<typeof mappingSchema>;

/** `reviewed`, `changed` stay: they are no longer only the import's. `gone`: not on this device any more. */
export type UndoCounts = {
  readonly removed: number;
  readonly reviewed: number;
  readonly changed: number;
  readonly gone: number;
};

export type ImportsRepository = {
  /** Newest first. */
  readonly list: () => Promise<readonly ImportBatch[]>;
  /** Durable before the first row is: an import that is cut off can be taken back too. */
  readonly begin: (batch: ImportBatch, ids: readonly DocumentId[]) => Promise<void>;
  /** All documents of a kind that this device holds: what a row may be the double of. */
  readonly held: (collection: ImportBatch['collection'], kind: string) => Promise<readonly SyncedDocument[]>;
  /** New documents, durable when it resolves; each goes out as an ordinary push. */
  readonly saveRows: (batch: ImportBatch, rows: readonly EntryToSave[]) => Promise<void>;
  /** Deletes what is not reviewed and not changed since; `onProgress` counts ids looked at. */
  readonly undo: (batch: ImportBatch, onProgress: (done: number) => void) => Promise<UndoCounts>;
  readonly mappingFor: (kind: string, headers: string) => Promise<RememberedMapping | undefined>;
  readonly rememberMapping: (mapping: RememberedMapping) => Promise<void>;
};

export type ImportsDeps = WriterDeps & {
  readonly collections: Readonly<Record<ImportBatch['collection'], SyncedCollection>>;
  /** The one way in of each collection. */
  readonly save: Readonly<Record<ImportBatch['collection'], (row: EntryToSave) => Promise<SyncedDocument>>>;
  readonly settings: Settings;
};

const batchesName = 'importBatches';
const mappingsName = 'importMappings';
const mostMappings = 60;
const undoneAtOnce = 50;

export function createImportsRepository(deps: ImportsDeps): ImportsRepository {
  const { settings } = deps;
  const list = async (): Promise<readonly ImportBatch[]> =>
    parsed(z.array(batchSchema), await settings.read(batchesName)) ?? [];
  const mappings = async (): Promise<readonly RememberedMapping[]> =>
    parsed(z.array(mappingSchema), await settings.read(mappingsName)) ?? [];
  const keep = async (batch: ImportBatch): Promise<void> => {
    const others = (await list()).filter(({ id }) => id !== batch.id);
    const all = [batch, ...others].sort((a, b) => (a.at < b.at ? 1 : -1));
    await settings.write(batchesName, all);
  };
  return {
    list,
    held: async (collection, kind) => {
      const selector = { type: { $eq: kind } };
      return (await deps.collections[collection].find({ selector }).exec()).map(toDocument);
    },
    begin: async (batch, ids) => {
      await settings.write(idsName(batch), ids);
      await keep(batch);
    },
    saveRows: async ({ collection }, rows) => {
      // Together, so that one page of the journal takes many; all have been tried before a failure is told.
      const results = await Promise.allSettled(rows.map(deps.save[collection]));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    undo: async (batch, onProgress) => {
      const ids = parsed(z.array(z.string()), await settings.read(idsName(batch))) ?? [];
      const counts = { removed: 0, reviewed: 0, changed: 0, gone: 0 };
      for (let from = 0; from < ids.length; from += undoneAtOnce) {
        const some = ids.slice(from, from + undoneAtOnce);
        const outcomes = await Promise.all(some.map((id) => takeBack(deps, batch, id)));
        for (const outcome of outcomes) counts[outcome] += 1;
        onProgress(from + some.length);
      }
      await keep({ ...batch, state: 'undone' });
      return counts;
    },
    mappingFor: async (kind, headers) =>
      (await mappings()).find((known) => known.kind === kind && known.headers === headers),
    rememberMapping: async (mapping) => {
      const others = (await mappings()).filter(
        ({ kind, headers }) => kind !== mapping.kind || headers !== mapping.headers,
      );
      await settings.write(mappingsName, [mapping, ...others].slice(0, mostMappings));
    },
  };
}

function idsName({ id }: ImportBatch): string {
  return `importIds:${id}`;
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** Deleted on the server too, which may have a row whose receipt never arrived. */
async function takeBack(
  deps: ImportsDeps,
  { collection }: ImportBatch,
  id: DocumentId,
): Promise<keyof UndoCounts> {
  const documents = deps.collections[collection];
  let stays = staysAs(await readDocument(documents, id));
  if (stays !== undefined) return stays;
  const seq = await deps.editSequence.next();
  // What it became meanwhile is looked at again in the moment of writing.
  const removed = await rewriteDocument(documents, id, (current) => {
    stays = staysAs(current);
    return stays === undefined ? deleted(deps, current, seq) : undefined;
  });
  return removed === undefined ? (stays ?? 'gone') : 'removed';
}

/** Why it is not taken back; undefined when it is still the import's own. */
function staysAs(document: SyncedDocument | undefined): Exclude<keyof UndoCounts, 'removed'> | undefined {
  if (document === undefined) return 'gone';
  if (['approved', 'archived', 'void'].includes(document.reviewState)) return 'reviewed';
  return document.updatedAt === document.createdAt ? undefined : 'changed';
}

function deleted({ author, clock }: WriterDeps, current: SyncedDocument, seq: number): SyncedDocument {
  return {
    ...current,
    updatedAt: clock.instant(),
    edit: { deviceId: author.deviceId, seq },
    _deleted: true,
  };
}
