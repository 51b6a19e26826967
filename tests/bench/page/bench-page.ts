// What the measurements call in the page: the client's own parts, and the floors beside them.
import { fetchAndParse, fetchIntoDexie } from './floor-sync.ts';
import { readPagesRaw } from './floor-reopen.ts';
import { syncDevice, type SyncRequest, type SyncTimes } from './device-sync.ts';
import { holdDevice, timeJournal, type JournalTimes } from './device-journal.ts';
import { reopenDevice, type ReopenTimes } from './device-reopen.ts';
import { timeSaves, type SaveTimes } from './device-save.ts';
import { timeSearches, type SearchTimes } from './device-search.ts';
import { findLastPerson, type LastPerson } from './plain-client.ts';
import type { RawPages } from './floor-reopen.ts';

export type BenchPage = {
  readonly findLastPerson: (account: string) => Promise<LastPerson>;
  readonly syncDevice: (request: SyncRequest) => Promise<SyncTimes>;
  readonly holdDevice: (request: SyncRequest) => Promise<void>;
  readonly timeJournal: (account: string, deviceId: string) => Promise<JournalTimes>;
  readonly fetchIntoDexie: (request: SyncRequest) => Promise<number>;
  readonly fetchAndParse: (request: SyncRequest) => Promise<number>;
  readonly reopenDevice: (deviceId: string) => Promise<ReopenTimes>;
  readonly readPagesRaw: (deviceId: string) => Promise<RawPages>;
  readonly timeSaves: (deviceId: string, rounds: number, restMs: number) => Promise<SaveTimes>;
  readonly timeSearches: (people: number, rounds: number) => Promise<SearchTimes>;
};

declare global {
  interface Window {
    bench: BenchPage;
  }
}

window.bench = {
  findLastPerson,
  syncDevice,
  holdDevice,
  timeJournal,
  fetchIntoDexie,
  fetchAndParse,
  reopenDevice,
  readPagesRaw,
  timeSaves,
  timeSearches,
};
