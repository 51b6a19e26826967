// What stays on this device: drafts, what was refused, receipts, photos' whereabouts, and small settings.
import type { DocumentId, Instant, SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from './entry.ts';

/** A form that is not finished. `recordId` is the id that its record will have, chosen once. */
export type Draft = {
  id: string;
  type: string;
  /** Version of the definition that `entry` and `base` speak. */
  definitionVersion: number;
  recordId: DocumentId;
  entry: Entry;
  /** The record as the form found it: what was not touched since follows the record. Absent for a new record. */
  base?: SyncedDocument;
  /** What was refused and this corrects: a quarantine entry of this device, or a row of somebody below as an inbox calls it (`account/mutationId`). */
  refusedId?: string;
  createdAt: Instant;
  updatedAt: Instant;
};

/** A document that the server would not take, or that the device could not send: kept until a person has dealt with it. */
export type QuarantineEntry = {
  /** The mutationId, so that a repeat does not pile up. */
  id: string;
  collectionName: string;
  documentId: DocumentId;
  type: string;
  seq: number;
  /** A key of `shared/errors/error-codes.ts`, if it is one that this app knows. */
  code: string;
  message: string;
  /** Field ids at fault. */
  fields: string[];
  document: SyncedDocument;
  keptBy: 'server' | 'device';
  at: Instant;
  isOpen: boolean;
};

/** The newest verdict on a document written here: the server has seen edit `seq` and was at `rev`. */
export type Receipt = {
  id: DocumentId;
  collectionName: string;
  seq: number;
  rev: number;
  status: 'accepted' | 'merged' | 'conflict' | 'waiting' | 'quarantined';
  at: Instant;
};

/** A photo's whereabouts: the bytes lie as ciphertext under `storedAs` in the photo store. */
export type PhotoEntry = {
  /** SHA-256 of the original. */
  id: string;
  storedAs: string;
  mime: string;
  bytes: number;
  /** `draft` until its record is saved, then it waits to be sent; `refused` if the server will never take it. */
  state: 'draft' | 'waiting' | 'uploaded' | 'refused';
  /** When it was taken in; once the server has it or refused it, since when. */
  at: Instant;
};

/** One named setting; `value` is parsed by whoever reads it. */
export type Setting = { id: string; value: unknown };
