// Faults of the device: how it saves, sends, seals and goes on as the same device.
import { device, sealedOutbox, simulated, type Planted } from './planted-bug.ts';

export const deviceBugs: readonly Planted[] = [
  {
    bug: 'an empty answer to RxDB for a refusal',
    ...{ ...device('replication/push-handler'), title: 'a poison row' },
    file: 'client/replication/push-handler.ts',
    find: "if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {",
    put: "if (tried.kind === 'malformed') return [];\n    if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {",
  },
  {
    bug: 'no debts',
    ...{ ...device('replication/debts'), title: 'a pull during a push in flight' },
    file: 'client/replication/debts.ts',
    find: 'await add(await differing(deps, documents));',
    put: 'await differing(deps, documents);',
  },
  {
    bug: 'a left document that is pushed',
    ...{ ...device('replication/push-handler'), title: 'never sends a document that left' },
    file: 'client/replication/push-rows.ts',
    find: 'if (isLeft(row.newDocumentState)) return false;',
    put: '',
  },
  {
    bug: 'no auditor of what is unsent',
    ...{ ...device('replication/device-push'), title: 'saves again what RxDB missed' },
    file: 'client/replication/unsent-auditor.ts',
    find: 'if (!deps.isPushing()) void saveAgain(deps, before).catch(() => undefined);',
    put: 'if (!deps.isPushing()) void saveAgain(deps, []).catch(() => undefined);',
  },
  {
    bug: 'memory before the journal',
    ...{ ...device('database/journaled-storage'), title: 'journal first, memory second' },
    file: 'client/database/journaled-storage/write-queue.ts',
    find: 'const written = parts.length === 0 ? [] : await journal.append(parts);',
    put: 'for (const { write } of prepared) await write.commit(undefined);\n      const written = parts.length === 0 ? [] : await journal.append(parts);',
  },
  {
    bug: 'a collection that opens before it is replayed',
    ...{
      ...device('database/journaled-storage'),
      title: 'opens a collection only when all of it is replayed',
    },
    file: 'client/database/journaled-storage/journaled-storage.ts',
    find: 'const done = known?.done ?? replayInstance({ journal, queue, state, log, usage }, instance);',
    put: 'const done = known?.done ?? Promise.resolve(void replayInstance({ journal, queue, state, log, usage }, instance));',
  },
  {
    bug: 'a device that was set back and counts as it did',
    ...{ project: 'contract' as const, test: 'tests/contract/device-set-back.test.ts' },
    title: 'S9 a device that was set back',
    file: 'client/database/edit-sequence.ts',
    find: 'if (seq <= (await numberIn(settingName))) return;',
    put: 'if (seq > 0) return;',
  },
  {
    bug: 'a content hash as mutationId',
    ...{ ...device('replication/one-save-each'), title: 'of what was written before the last one is news' },
    file: 'shared/sync/mutation-id.ts',
    find: "export function mutationIdOf({ id, edit }: Pick<SyncedDocument, 'id' | 'edit'>): string {",
    put: "import { contentHash } from '../records/content-hash.ts';\nexport function mutationIdOf(document: SyncedDocument): string {",
    also: [
      {
        file: 'shared/sync/mutation-id.ts',
        find: 'return `${edit.deviceId}:${id}:${edit.seq}`;',
        put: 'return contentHash(document);',
      },
    ],
  },
  {
    bug: 'merging on the device',
    ...{ ...device('replication/one-save-each'), title: 'that the server answered with another document' },
    file: 'client/replication/conflict-handler.ts',
    find: 'resolve: ({ realMasterState }) => Promise.resolve(realMasterState),',
    put: `resolve: ({ realMasterState: theirs, newDocumentState: mine }) =>
    Promise.resolve({ ...theirs, values: { ...theirs.values, ...mine.values }, edit: mine.edit }),`,
  },
  {
    bug: 'simulated: an empty answer for a refusal',
    ...simulated('odd', '2026113[26]'),
    file: 'client/replication/push-handler.ts',
    find: "if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {",
    put: "if (tried.kind === 'malformed') return [];\n    if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {",
  },
  {
    bug: 'a sealed edit that does not say what it began from',
    ...{ ...sealedOutbox, title: 'knows what it began from' },
    file: 'client/sealing/seal-unsent.ts',
    find: 'await baseOf(account, documentId)',
    put: 'undefined',
  },
  {
    bug: 'a sealed copy that goes when it was refused',
    ...{ ...sealedOutbox, title: 'stays while the server refuses it' },
    file: 'client/sealing/deliver-sealed.ts',
    find: "if (outcome.kind === 'ok') {",
    put: "if (outcome.kind !== 'unreachable') {",
  },
  {
    bug: 'an account that is erased while a save is not sealed',
    ...{ ...sealedOutbox, title: 'is not erased while a save of it is not sealed' },
    file: 'client/sealing/outbox.ts',
    find: 'return isSealed;',
    put: 'return true;',
  },
  {
    bug: 'an account whose database was lost begins anew under numbers that were used',
    ...{ ...sealedOutbox, title: "the account's database alone" },
    file: 'client/session/open-account.ts',
    find: 'given !== undefined && (given.isNew || !(await isUnused(local)))',
    put: 'given !== undefined',
  },
  {
    bug: 'an account of which the session alone was lost is thrown away',
    ...{ project: 'contract', test: 'tests/contract/lost-account.test.ts', title: 'its session alone' },
    file: 'client/session/open-account.ts',
    find: '!(await isUnused(local))',
    put: 'stored.get() !== undefined',
  },
  {
    bug: 'an edit of what has left the device, without its base',
    ...{ ...device('capture/draft-of-aged'), title: 'takes nothing back that others wrote meanwhile' },
    file: 'client/replication/with-bases.ts',
    find: 'return { ...row, assumedMasterState: base };',
    put: 'return row;',
  },
];
