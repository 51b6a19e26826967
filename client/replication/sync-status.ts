// What the one quiet badge says, and the state of each document: from receipts and `rev`, never from hope.
import type { DocumentId, Instant, SyncedDocument } from '../../shared/records/record.ts';
import type { Receipt } from '../database/local-documents.ts';
import type { PhotosRepository } from '../database/photos-repository.ts';
import type { QuarantineRepository } from '../database/quarantine-repository.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import { createCell, type Cell } from '../database/watchable.ts';
import { createRecordsToCorrect, type RecordsToCorrectDeps } from './records-to-correct.ts';
import type { SyncConditions } from './sync-conditions.ts';
import type { UnsentDocuments } from './unsent-documents.ts';

/** waiting: on this device only · received: the server has it · returned, approved: reviewed · needsYou: refused. */
export type DocumentStatus = 'waiting' | 'received' | 'returned' | 'approved' | 'needsYou';

export type SyncOverview = {
  /** Documents written here whose newest edit has no receipt. */
  readonly onDevice: number;
  /** Records written here that the server has confirmed. */
  readonly onServer: number;
  /** Refused entries, and returned records that are for this account to correct. */
  readonly needsYou: number;
  /** Of those the refused ones, and what was laid aside: on this device alone. */
  readonly refused: number;
  /** Refused entries that somebody above dealt with, and that she has not seen yet. */
  readonly answered: number;
  readonly photosWaiting: number;
  readonly lastReceiptAt: Instant | undefined;
  readonly reachable: boolean;
  /** Everything of this account's window was once downloaded. */
  readonly isDownloaded: boolean;
  readonly signInNeeded: boolean;
  readonly updateNeeded: boolean;
  /** Set when this device's copy must be downloaded afresh (`session.startAfresh`). */
  readonly mustStartAfresh: 'scopeChanged' | 'epochChanged' | undefined;
};

export type SyncStatus = {
  readonly overview: Cell<SyncOverview>;
  /** What came back and is for this account to correct, its own first. */
  readonly toCorrect: Cell<readonly SyncedDocument[]>;
  /** Of one document, now. Watch `overview` to know when to ask again. */
  readonly statusOf: (document: SyncedDocument) => DocumentStatus;
};

export type SyncStatusDeps = RecordsToCorrectDeps & {
  readonly unsent: UnsentDocuments;
  /** Decisions that wait for their ten seconds to be over. */
  readonly held: Cell<readonly SyncedDocument[]>;
  readonly receipts: ReceiptsRepository;
  readonly quarantine: QuarantineRepository;
  readonly photos: PhotosRepository;
  readonly conditions: SyncConditions;
  readonly reachable: Cell<boolean>;
  readonly isDownloaded: Cell<boolean>;
};

const nothingYet: SyncOverview = {
  onDevice: 0,
  onServer: 0,
  needsYou: 0,
  refused: 0,
  answered: 0,
  photosWaiting: 0,
  lastReceiptAt: undefined,
  reachable: true,
  isDownloaded: false,
  signInNeeded: false,
  updateNeeded: false,
  mustStartAfresh: undefined,
};

/** Follows everything that the overview is made of; `stop` lets go of it. */
export function createSyncStatus(deps: SyncStatusDeps): SyncStatus & { readonly stop: () => void } {
  const overview = createCell(nothingYet);
  const change = (part: Partial<SyncOverview>): void => overview.set({ ...overview.get(), ...part });
  let refused: ReadonlySet<DocumentId> = new Set();
  const statusOf = (document: SyncedDocument): DocumentStatus => {
    if (refused.has(document.id)) return 'needsYou';
    if (deps.unsent.isUnsent(document)) return 'waiting';
    return document.reviewState === 'returned' || document.reviewState === 'approved'
      ? document.reviewState
      : 'received';
  };
  const toCorrect = createRecordsToCorrect(deps, (record) => statusOf(record) === 'returned');
  const countUnsent = (): void => {
    change({ onDevice: deps.unsent.list().length + deps.held.get().length });
    toCorrect.look();
  };
  let [openEntries, aside] = [0, 0];
  const changeRefused = (): void =>
    change({ needsYou: openEntries + toCorrect.all.get().length, refused: openEntries + aside });
  const stops = [
    deps.unsent.changes.subscribe(countUnsent),
    deps.held.subscribe(countUnsent),
    deps.receipts.all.subscribe((all) => change(countReceipts(all))),
    deps.quarantine.watchOpen().subscribe((entries) => {
      refused = new Set(entries.map((entry) => entry.documentId));
      openEntries = entries.length;
      toCorrect.look();
      changeRefused();
    }),
    deps.quarantine.watchAside().subscribe((entries) => {
      aside = entries.length;
      changeRefused();
    }),
    deps.quarantine.watchAnswered().subscribe(({ length }) => change({ answered: length })),
    toCorrect.all.subscribe(changeRefused),
    toCorrect.stop,
    deps.photos.watchWaiting().subscribe((photosWaiting) => change({ photosWaiting })),
    deps.reachable.subscribe((reachable) => change({ reachable })),
    deps.isDownloaded.subscribe((isDownloaded) => change({ isDownloaded })),
    deps.conditions.signInNeeded.subscribe((signInNeeded) => change({ signInNeeded })),
    deps.conditions.updateNeeded.subscribe((updateNeeded) => change({ updateNeeded })),
    deps.conditions.mustStartAfresh.subscribe((mustStartAfresh) => change({ mustStartAfresh })),
  ];
  return {
    overview,
    toCorrect: toCorrect.all,
    statusOf,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

function countReceipts(
  all: ReadonlyMap<DocumentId, Receipt>,
): Pick<SyncOverview, 'onServer' | 'lastReceiptAt'> {
  let onServer = 0;
  let lastReceiptAt: Instant | undefined;
  for (const receipt of all.values()) {
    if (receipt.collectionName === 'records' && receipt.status !== 'quarantined') onServer += 1;
    if (lastReceiptAt === undefined || receipt.at > lastReceiptAt) lastReceiptAt = receipt.at;
  }
  return { onServer, lastReceiptAt };
}
