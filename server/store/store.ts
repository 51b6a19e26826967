// The store as the rest of the server sees it: one door for reading, one for writing, each a transaction.
import type { CollectionName } from '../../shared/records/record.ts';
import type { AuditReads, AuditWrites } from './audit.ts';
import type { AccountReads, AccountWrites } from './accounts.ts';
import type { BlobReads, BlobWrites } from './blobs.ts';
import type { DeviceReads, DeviceWrites } from './devices.ts';
import type { DeploymentReads, DeploymentWrites } from './deployment.ts';
import type { DocumentQueryReads } from './document-query.ts';
import type { DocumentReads, DocumentWrites } from './documents.ts';
import type { ErasureReads, ErasureWrites } from './erasures.ts';
import type { FeedReads, FeedWrites } from './feed.ts';
import type { PeriodReads, PeriodWrites } from './period-locks.ts';
import type { PersonIndexReads } from './person-index.ts';
import type { RecoveredReads, RecoveredWrites } from './recovered.ts';
import type { ReportReads, ReportWrites } from './reports.ts';
import type { RetentionReads, RetentionWrites } from './retention.ts';
import type { ReceiptReads, ReceiptWrites } from './receipts.ts';

export type DocumentName = { readonly collection: CollectionName; readonly id: string };

/** What a push will ask: its mutations of one account, and the documents that it is about. */
export type ReadAhead = {
  readonly account: string;
  readonly mutationIds: readonly string[];
  readonly documents: readonly DocumentName[];
};

/** One snapshot of everything. */
export type StoreView = {
  readonly documents: DocumentReads;
  readonly query: DocumentQueryReads;
  readonly people: PersonIndexReads;
  readonly feed: FeedReads;
  readonly receipts: ReceiptReads;
  readonly periods: PeriodReads;
  readonly accounts: AccountReads;
  readonly devices: DeviceReads;
  readonly blobs: BlobReads;
  readonly deployment: DeploymentReads;
  readonly audit: AuditReads;
  readonly reports: ReportReads;
  readonly recovered: RecoveredReads;
  readonly retention: RetentionReads;
  readonly erasures: ErasureReads;
};

/** A transaction: sees its own writes, and is there as a whole or not at all. */
export type StoreTransaction = {
  readonly documents: DocumentReads & DocumentWrites;
  readonly query: DocumentQueryReads;
  readonly people: PersonIndexReads;
  readonly feed: FeedReads & FeedWrites;
  readonly receipts: ReceiptReads & ReceiptWrites;
  readonly periods: PeriodReads & PeriodWrites;
  readonly accounts: AccountReads & AccountWrites;
  readonly devices: DeviceReads & DeviceWrites;
  readonly blobs: BlobReads & BlobWrites;
  readonly deployment: DeploymentReads & DeploymentWrites;
  readonly audit: AuditReads & AuditWrites;
  readonly reports: ReportReads & ReportWrites;
  readonly recovered: RecoveredReads & RecoveredWrites;
  readonly retention: RetentionReads & RetentionWrites;
  readonly erasures: ErasureReads & ErasureWrites;
  /**
   * Holds documents until the transaction ends, written or not yet there: called once with all that it will write, it waits
   * for others in one order. What is read alone is held as it is read.
   */
  readonly hold: (documents: readonly DocumentName[]) => Promise<void>;
  /** What `work` wrote is undone when it throws; the transaction around it goes on. */
  readonly savepoint: <T>(work: () => Promise<T>) => Promise<T>;
  /**
   * The same transaction for many rows: it knows what it will be asked, and gathers documents and receipts until something else
   * is asked or `work` ends. If the database does not take them together, the whole transaction runs again without batches, so
   * that the one row at fault fails alone.
   */
  readonly batch: <T>(ahead: ReadAhead, work: (transaction: StoreTransaction) => Promise<T>) => Promise<T>;
};

/**
 * The database. Writing transactions are as if they ran one after another, and may run more than once until they commit
 * (SQLite: in turn, a second time only after a batch that failed; PostgreSQL: side by side, holding what they read of documents, months and sessions); a reader sees a gap-free prefix of the commits: every
 * position up to the counter of its snapshot, and none beyond.
 */
export type Store = {
  readonly read: <T>(work: (view: StoreView) => Promise<T>) => Promise<T>;
  /** The same for what looks at very many rows: whoever reads or writes little meanwhile does not wait for its end. */
  readonly survey: <T>(work: (view: StoreView) => Promise<T>) => Promise<T>;
  readonly write: <T>(work: (transaction: StoreTransaction) => Promise<T>) => Promise<T>;
  /** Throws the fault when the last write failed for want of storage and a trial still does. */
  readonly checkWritable: () => Promise<void>;
  /**
   * Calls when somebody may have committed, perhaps another process: sooner than asking again and again, and never relied on. Returns
   * the way to stop.
   */
  readonly onCommit: (heard: () => void) => () => void;
  /**
   * Moves what was written into the database's own file and empties its log, which still holds what stood before. As far as readers
   * let it; where there is no such log (PostgreSQL), nothing.
   */
  readonly emptyLog: () => Promise<void>;
  readonly close: () => Promise<void>;
};
