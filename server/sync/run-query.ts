// A query of the office, from words of the protocol to columns: only fields that are known may be asked for.
import * as z from 'zod/mini';
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { CollectionName } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { QueryRequest } from '../../shared/sync/protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { DocumentQuery, QueryCondition, QueryField, QueryOrder } from '../store/document-query.ts';
import type { Scalar } from '../store/sql-words.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';
import { isPeopleSearch, queryPeople } from './query-people.ts';
import { withoutNumbers } from './without-numbers.ts';

/** Answers with the JSON text of a `queryReply`. */
export type RunQuery = (caller: Caller, collection: CollectionName, request: QueryRequest) => Promise<string>;

const columns: Readonly<Record<string, QueryField>> = {
  id: { column: 'id' },
  type: { column: 'type' },
  orgUnitId: { column: 'org_unit' },
  occurredOn: { column: 'occurred_on' },
  reviewState: { column: 'review_state' },
  createdBy: { column: 'created_by' },
  aboutId: { column: 'about_id' },
  rev: { column: 'rev' },
  hostUnitId: { path: ['hostUnitId'] },
  receivedAt: { path: ['receivedAt'] },
  outcome: { path: ['outcome'] },
};

/** Values of documents that no definition describes. */
const valuesOfOthers: Partial<Record<CollectionName, readonly string[]>> = {
  decisions: ['action', 'recordRev'],
  conflicts: ['recordId', 'field', 'serverBy', 'otherBy', 'at'],
  orgUnits: ['name', 'shortName', 'parentId', 'level'],
};

const cursorSchema = z.object({
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  id: z.string(),
});
const defaultSize = 50;

export function createRunQuery(deps: { readonly store: Store; readonly registry: Registry }): RunQuery {
  /** A query shows nobody's numbers whole: they are asked for with a reason (`audit/unmask-person.ts`). */
  const shown = (collection: CollectionName, json: string): string =>
    collection === 'people' || collection === 'conflicts'
      ? JSON.stringify(withoutNumbers(deps.registry, collection, parseStored(json)))
      : json;
  return async (caller, collection, request) => {
    if (collection === 'people' && isPeopleSearch(request))
      return JSON.stringify(await queryPeople(deps, caller, request));
    const fieldOf = (name: string) => resolveField(deps.registry, collection, name);
    const sort = (request.sort ?? []).flatMap((entry) =>
      Object.entries(entry).map(([name, direction]): QueryOrder => ({ field: fieldOf(name), direction })),
    );
    const where = Object.entries(request.where ?? {}).flatMap(([name, condition]) =>
      conditionsOf(fieldOf(name), condition),
    );
    const after = readCursor(request.page?.after, sort.length);
    const size = request.page?.size ?? defaultSize;
    const query: DocumentQuery = {
      collection,
      keys: grantedKeys(caller.account, collection, caller.tree),
      where,
      sort,
      size,
      ...(after === undefined ? {} : { after }),
    };
    const { rows, total } = await deps.store.read((view) => view.query.find(query));
    const last = rows.length === size ? rows.at(-1) : undefined;
    const cursor = last === undefined ? '' : `,"after":${JSON.stringify(writeCursor(last.values, last.id))}`;
    return `{"documents":[${rows.map((row) => shown(collection, row.json)).join(',')}],"total":${total}${cursor}}`;
  };
}

/** Envelope fields by their names, `values.<field>` where a definition of this collection has that field: of people none that is masked. */
function resolveField(registry: Registry, collection: CollectionName, name: string): QueryField {
  const known = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (known !== undefined) return known;
  const [, id = '', part] = /^values\.([A-Za-z][A-Za-z0-9]{0,59})(?:\.(count|id|name))?$/.exec(name) ?? [];
  const inDefinition = registry.all.some(
    (definition) =>
      definition.collection === collection &&
      definition.fields.some(
        (field) => field.id === id && (collection !== 'people' || field.sensitivity !== 2),
      ),
  );
  if (!inDefinition && valuesOfOthers[collection]?.includes(id) !== true)
    throw new AppError('badRequest', 'the query names a field that cannot be asked for');
  return { path: part === undefined ? ['values', id] : ['values', id, part] };
}

function conditionsOf(
  field: QueryField,
  condition: NonNullable<QueryRequest['where']>[string],
): readonly QueryCondition[] {
  if (typeof condition !== 'object') return [{ field, test: { op: 'eq', value: condition } }];
  const ordered = (['gte', 'lte', 'startsWith'] as const).flatMap((op): QueryCondition[] => {
    const value = condition[op];
    return value === undefined ? [] : [{ field, test: { op, value } }];
  });
  return condition.in === undefined
    ? ordered
    : [...ordered, { field, test: { op: 'in', values: condition.in } }];
}

function writeCursor(values: readonly Scalar[], id: string): string {
  return Buffer.from(JSON.stringify({ values, id })).toString('base64url');
}

function readCursor(text: string | undefined, sortCount: number): DocumentQuery['after'] {
  if (text === undefined) return undefined;
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (cursor.values.length === sortCount) return cursor;
  } catch {
    // said below, in the same words as a cursor of another query
  }
  throw new AppError('badRequest', 'the page position is not valid for this query');
}
