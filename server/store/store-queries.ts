// All queries on one connection or transaction, in the words of its database.
import type { Kysely } from 'kysely';
import { createAccountQueries } from './accounts.ts';
import { createAuditQueries } from './audit.ts';
import { inBatch } from './batch.ts';
import { createBlobQueries } from './blobs.ts';
import { createDeploymentQueries } from './deployment.ts';
import { createDeviceQueries } from './devices.ts';
import { createDocumentQuery } from './document-query.ts';
import { createDocumentQueries } from './documents.ts';
import { createErasureQueries } from './erasures.ts';
import { createFeedQueries } from './feed.ts';
import { documentName, type Holds } from './holds.ts';
import { createPeriodQueries } from './period-locks.ts';
import { createPersonIndexReads } from './person-index.ts';
import { createReceiptQueries } from './receipts.ts';
import { createRecoveredQueries } from './recovered.ts';
import { createReportQueries } from './reports.ts';
import { createRetentionQueries } from './retention.ts';
import { inSavepoint } from './savepoint.ts';
import type { SqlWords } from './sql-words.ts';
import type { StoreTransaction } from './store.ts';
import type { Tables } from './tables.ts';

export function queriesOn(db: Kysely<Tables>, words: SqlWords, holds: Holds): StoreTransaction {
  const { hold } = holds;
  const tx: StoreTransaction = {
    documents: createDocumentQueries(db, words, hold),
    query: createDocumentQuery(db, words),
    people: createPersonIndexReads(db, words),
    feed: createFeedQueries(db, words),
    receipts: createReceiptQueries(db),
    periods: createPeriodQueries(db, hold),
    accounts: createAccountQueries(db, hold),
    devices: createDeviceQueries(db, hold),
    blobs: createBlobQueries(db, words, hold),
    deployment: createDeploymentQueries(db, hold),
    audit: createAuditQueries(db, hold),
    reports: createReportQueries(db),
    recovered: createRecoveredQueries(db),
    retention: createRetentionQueries(db, words, hold),
    erasures: createErasureQueries(db, words, hold),
    hold: (documents) => hold(documents.map(({ collection, id }) => documentName(collection, id))),
    savepoint: (work) => inSavepoint(db, holds, work),
    batch: (ahead, work) => inBatch({ db, words, holds, tx }, ahead, work),
  };
  return tx;
}
