// The steps of a document's history without its contents: small, however much was written in each.
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { syncedDocumentSchema, type CollectionName } from '../../shared/records/record.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

const headSchema = z.pick(syncedDocumentSchema, {
  ...{ type: true, orgUnitId: true, hostUnitId: true, partnerUnitIds: true, audience: true },
  ...{ createdBy: true, reviewState: true, edit: true },
});

/** One revision: who wrote it and when, and of the document its state, its edit and to whom it was published. */
export type RevisionStep = {
  readonly rev: number;
  readonly at: string;
  readonly account: string;
  readonly head: z.infer<typeof headSchema>;
};

const headFields = Object.keys(headSchema.shape);

/** The first revision and those from `rev` on, oldest first. */
export async function readSteps(
  db: Kysely<Tables>,
  words: SqlWords,
  collection: CollectionName,
  id: string,
  rev: number,
): Promise<readonly RevisionStep[]> {
  const rows = await db
    .selectFrom('history')
    .select(['rev', 'at', 'account', words.pick('json', headFields).as('head')])
    .where('collection', '=', collection)
    .where('id', '=', id)
    .where((is) => is.or([is('rev', '=', 1), is('rev', '>=', rev)]))
    .orderBy('rev')
    .execute();
  return rows.map(({ head, ...row }) => ({ ...row, head: headSchema.parse(JSON.parse(head)) }));
}
