// Migration 1: documents with history and feed, receipts, quarantine, accounts and sessions, photos.
import type { Migration } from './migration.ts';

const syncTables = [
  `CREATE TABLE documents (
    collection TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, org_unit TEXT NOT NULL, occurred_on TEXT NOT NULL,
    review_state TEXT NOT NULL, created_by TEXT NOT NULL, about_id TEXT, audience TEXT NOT NULL, rev BIGINT NOT NULL,
    content_hash TEXT NOT NULL, json TEXT NOT NULL, deleted INTEGER NOT NULL, PRIMARY KEY (collection, id))`,
  `CREATE INDEX documents_by_date ON documents (collection, occurred_on)`,
  `CREATE INDEX documents_about ON documents (about_id) WHERE about_id IS NOT NULL`,
  `CREATE TABLE history (
    collection TEXT NOT NULL, id TEXT NOT NULL, rev BIGINT NOT NULL, content_hash TEXT NOT NULL, json TEXT NOT NULL,
    account TEXT NOT NULL, device_id TEXT NOT NULL, seq BIGINT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (collection, id, rev))`,
  `CREATE TABLE feed (
    collection TEXT NOT NULL, feed_key TEXT NOT NULL, position BIGINT NOT NULL, id TEXT NOT NULL,
    is_current INTEGER NOT NULL, PRIMARY KEY (collection, feed_key, position))`,
  `CREATE INDEX feed_by_document ON feed (collection, id, feed_key, is_current)`,
  `CREATE TABLE commits (position BIGINT NOT NULL PRIMARY KEY, stamp TEXT NOT NULL, at TEXT NOT NULL)`,
  `CREATE TABLE counter (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), position BIGINT NOT NULL, epoch TEXT NOT NULL,
    org_version BIGINT NOT NULL, federation TEXT NOT NULL, demonstration INTEGER NOT NULL, initialised INTEGER NOT NULL)`,
  `CREATE TABLE receipts (
    account TEXT NOT NULL, mutation_id TEXT NOT NULL, device_id TEXT NOT NULL, collection TEXT NOT NULL,
    doc_id TEXT NOT NULL, seq BIGINT NOT NULL, content_hash TEXT NOT NULL, verdict TEXT NOT NULL,
    applied INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (account, mutation_id))`,
  `CREATE INDEX receipts_by_document ON receipts (collection, doc_id, device_id, seq)`,
  `CREATE TABLE quarantine (
    mutation_id TEXT NOT NULL, account TEXT NOT NULL, device_id TEXT NOT NULL, collection TEXT NOT NULL,
    doc_id TEXT NOT NULL, raw TEXT NOT NULL, code TEXT NOT NULL, fields TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (account, mutation_id))`,
];

const accountTables = [
  `CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, org_unit TEXT NOT NULL,
    password_hash TEXT NOT NULL, demonstration INTEGER NOT NULL, disabled INTEGER NOT NULL, created_at TEXT NOT NULL)`,
  `CREATE TABLE session_families (
    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, device_id TEXT NOT NULL, generation BIGINT NOT NULL,
    expires_at TEXT NOT NULL, ended INTEGER NOT NULL)`,
  `CREATE TABLE access_tokens (hash TEXT NOT NULL PRIMARY KEY, family TEXT NOT NULL, expires_at TEXT NOT NULL)`,
  `CREATE INDEX access_tokens_by_family ON access_tokens (family)`,
  `CREATE TABLE devices (
    id TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, last_seen_at TEXT NOT NULL, PRIMARY KEY (id, account))`,
];

const blobTables = [
  `CREATE TABLE blobs (
    sha256 TEXT NOT NULL PRIMARY KEY, bytes BIGINT NOT NULL, mime TEXT NOT NULL, derivative_bytes BIGINT NOT NULL,
    at TEXT NOT NULL)`,
  `CREATE TABLE blob_uploads (
    sha256 TEXT NOT NULL, account TEXT NOT NULL, bytes BIGINT NOT NULL, mime TEXT NOT NULL, done INTEGER NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (sha256, account))`,
  `CREATE TABLE blob_chunks (
    sha256 TEXT NOT NULL, account TEXT NOT NULL, chunk INTEGER NOT NULL, chunk_sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL, PRIMARY KEY (sha256, account, chunk))`,
  `CREATE TABLE blob_references (
    sha256 TEXT NOT NULL, collection TEXT NOT NULL, doc_id TEXT NOT NULL, account TEXT NOT NULL,
    PRIMARY KEY (sha256, collection, doc_id, account))`,
];

/** Rows that are small and always sought by key live in their key's own tree on SQLite. */
function withoutRowId(statement: string): string {
  return /^CREATE TABLE (feed|commits|access_tokens|blob_)/.test(statement)
    ? `${statement} WITHOUT ROWID`
    : statement;
}

export const firstTables: Migration = {
  name: '0001-first-tables',
  statements: (dialect) => {
    const all = [...syncTables, ...accountTables, ...blobTables];
    return dialect === 'sqlite' ? all.map(withoutRowId) : all;
  },
};
