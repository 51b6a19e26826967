// The columns of every table, as Kysely sees them. Names in SQL are snake_case; JSON stands as text.
import type { FeedKey } from '../../shared/access/feed-keys.ts';

type DocumentColumns = {
  collection: string;
  id: string;
  type: string;
  org_unit: string;
  occurred_on: string;
  review_state: string;
  created_by: string;
  about_id: string | null;
  /** The `audience` list as JSON: the device window asks for it without parsing the document. */
  audience: string;
  rev: number;
  content_hash: string;
  json: string;
  deleted: number;
};

type HistoryColumns = {
  collection: string;
  id: string;
  rev: number;
  content_hash: string;
  json: string;
  account: string;
  device_id: string;
  seq: number;
  at: string;
};

/** `is_current` 0 marks a key that the document no longer has: who reads under it is told of a leave. */
type FeedColumns = {
  collection: string;
  feed_key: FeedKey;
  position: number;
  id: string;
  is_current: number;
};

type ReceiptColumns = {
  account: string;
  mutation_id: string;
  device_id: string;
  collection: string;
  doc_id: string;
  seq: number;
  content_hash: string;
  verdict: string;
  /** 1 once the edit took part in the master; a seq not above the last applied one is no news. */
  applied: number;
  at: string;
};

type QuarantineColumns = {
  mutation_id: string;
  account: string;
  device_id: string;
  collection: string;
  doc_id: string;
  raw: string;
  code: string;
  fields: string;
  at: string;
  /** Who dealt with it later, if somebody did. */
  settled_by: string | null;
  settled_at: string | null;
  /** A `SettledWay`; null for what was settled before migration 14, and where nobody had to deal with it. */
  settled_way: string | null;
};

type CounterColumns = {
  id: number;
  position: number;
  epoch: string;
  org_version: number;
  federation: string;
  demonstration: number;
  initialised: number;
  /** When an older copy took this database's place, if one did. */
  restored_at: string | null;
};

type AccountColumns = {
  id: string;
  name: string;
  role: string;
  org_unit: string;
  password_hash: string;
  demonstration: number;
  disabled: number;
  created_at: string;
};

type SessionFamilyColumns = {
  id: string;
  account: string;
  device_id: string;
  generation: number;
  expires_at: string;
  ended: number;
};

/** The last word on a month of a unit; `decision` is the document that says it. */
type PeriodLockColumns = {
  unit: string;
  month: string;
  locked: number;
  by_unit: string;
  decision: string;
  account: string;
  at: string;
};

/** What a person is found by. Lists stand as ` one two `; `sort_key` orders by the reading, names without one behind. */
type PersonIndexColumns = {
  id: string;
  org_unit: string;
  name: string;
  reading: string;
  phone: string;
  id_no: string;
  categories: string;
  roles: string;
  merged_into: string;
  sort_key: string;
};

/** Ids, codes, days and counts: never what stands in a document. */
type AuditColumns = {
  number: number;
  at: string;
  account: string;
  account_unit: string;
  act: string;
  subject: string;
  reason: string;
  unit: string;
  from_day: string;
  until_day: string;
  line_count: number;
  format: string;
  /** Of the row with the hash of the row before it. */
  hash: string;
};

type ReportColumns = {
  id: string;
  rev: number;
  unit: string;
  outline: string;
  from_day: string;
  until_day: string;
  title: string;
  state: string;
  preview: number;
  updated_at: string;
  updated_by: string;
  number: string | null;
  issued_on: string | null;
  json: string;
};

type ReportStepColumns = {
  id: string;
  rev: number;
  at: string;
  account: string;
  act: string;
  reason: string;
  json: string;
};

type RecoveredColumns = {
  /** Of collection, document and content: the same content twice is one entry. */
  id: string;
  collection: string;
  doc_id: string;
  type: string;
  org_unit: string;
  occurred_on: string;
  author: string;
  about_id: string | null;
  json: string;
  /** Who brought it. */
  account: string;
  device_id: string;
  epoch: string;
  at: string;
  /** 1 when its author's own device brought it, or a second account the same. */
  vouched: number;
  state: string;
  /** Why it could not be taken in so far, or ''. */
  code: string;
  settled_by: string | null;
  settled_at: string | null;
};

/** One account on one device. `report`: what it last said of itself, as JSON. */
type DeviceColumns = {
  id: string;
  account: string;
  name: string;
  last_seen_at: string;
  /** Since when it is to be erased, and when it said that it was. */
  wipe_at: string | null;
  erased_at: string | null;
  report_at: string | null;
  report: string | null;
  /** When another device was first seen to count under its name. */
  copied_at: string | null;
  /** When the two were told apart since. */
  copy_settled_at: string | null;
};

/** Up to `at` the history of both epochs is the same. */
type RestoreColumns = { at: string; epoch_before: string; epoch_after: string };

/** Up to which position tombstones were removed under this key: whoever read less far must begin afresh. */
type PurgedFeedColumns = { collection: string; feed_key: FeedKey; position: number };

/** One run that removes what is old: a day's, under the day, or an administrator's. `ended_at` null: it broke off. */
type PurgeColumns = {
  name: string;
  before_at: string;
  began_at: string;
  ended_at: string | null;
  tombstones: number;
  revisions: number;
  receipts: number;
  commits: number;
};

export type Tables = {
  documents: DocumentColumns;
  history: HistoryColumns;
  feed: FeedColumns;
  commits: { position: number; stamp: string; at: string };
  counter: CounterColumns;
  receipts: ReceiptColumns;
  quarantine: QuarantineColumns;
  accounts: AccountColumns;
  session_families: SessionFamilyColumns;
  access_tokens: { hash: string; family: string; expires_at: string };
  devices: DeviceColumns;
  device_keys: { device_id: string; id: string; account: string; public_key: string; at: string };
  blobs: { sha256: string; bytes: number; mime: string; derivative_bytes: number; at: string };
  blob_uploads: { sha256: string; account: string; bytes: number; mime: string; done: number; at: string };
  blob_chunks: { sha256: string; account: string; chunk: number; chunk_sha256: string; bytes: number };
  blob_references: { sha256: string; collection: string; doc_id: string; account: string };
  period_locks: PeriodLockColumns;
  person_index: PersonIndexColumns;
  audit: AuditColumns;
  reports: ReportColumns;
  report_steps: ReportStepColumns;
  recovered: RecoveredColumns;
  restores: RestoreColumns;
  purged_feed: PurgedFeedColumns;
  purges: PurgeColumns;
  /** People of whom nothing is to be kept. */
  erasures: { id: string; at: string };
  /** What final and issued reports were written from. */
  report_revisions: { id: string; rev: number; report: string };
  migrations: { name: string; at: string };
};
