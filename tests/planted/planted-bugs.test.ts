// Faults of the kind that loses records or shows them to strangers, planted one by one: some test has to fail for each.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Patch } from '../support/planted/patched-checkout.ts';
import { runPlanted, type PlantedOutcome, type PlantedRun } from '../support/planted/run-planted.ts';

type Planted = Patch & {
  readonly bug: string;
  /** Other places that the same fault takes. */
  readonly also?: readonly Patch[];
  /** The project and the file of the test that catches it, and part of the test's title. */
  readonly project: 'unit' | 'contract' | 'property' | 'simulation';
  readonly test: string;
  readonly title: string;
};

const server = (name: string): Pick<Planted, 'project' | 'test'> => ({
  project: 'unit',
  test: `tests/unit/server/${name}.test.ts`,
});
const device = (name: string): Pick<Planted, 'project' | 'test'> => ({
  project: 'unit',
  test: `tests/unit/client/${name}.test.ts`,
});
const checker: Pick<Planted, 'project' | 'test'> = {
  project: 'contract',
  test: 'tests/contract/http-checker.test.ts',
};

/** The seeds on which it shows, of those that every run has. */
const simulated = (half: 'even' | 'odd', seeds: string): Pick<Planted, 'project' | 'test' | 'title'> => ({
  ...{ project: 'simulation', test: `tests/simulation/${half}-seeds.test.ts`, title: `seed ${seeds}:` },
});
/** Seeds and sizes are the same whatever the run was asked for. */
const quickRun = { SEED: '20261127', SEEDS: '40', TEST_SCALE: 'quick' };
const sealedOutbox: Pick<Planted, 'project' | 'test'> = {
  project: 'contract',
  test: 'tests/contract/sealed-outbox.test.ts',
};

const planted: readonly Planted[] = [
  {
    bug: 'no scope check on the document that goes with a refusal or a conflict',
    ...{ ...checker, title: 'does not exist for the next village' },
    file: 'server/sync/judgement.ts',
    find: 'return master !== undefined && mayRead(account, context.collection, master, tree)',
    put: 'return master !== undefined',
  },
  {
    bug: 'no scope check on photos',
    ...{ ...checker, title: 'does not exist for the next village' },
    file: 'server/store/blobs.ts',
    find: 'AND f.feed_key IN (${sql.join(keys)}) LIMIT 1',
    put: 'LIMIT 1',
  },
  {
    bug: 'no scope check on queries',
    ...{ ...checker, title: 'does not exist for the next village' },
    file: 'server/store/document-query.ts',
    find: 'AND f.is_current = 1 AND f.feed_key IN (${sql.join(keys)}))`,',
    put: 'AND f.is_current = 1)`,',
  },
  {
    bug: 'no scope check on the stream',
    ...{ ...checker, title: 'tells the stream of the next village nothing' },
    file: 'server/sync/change-feed.ts',
    find: 'keys !== undefined && change.keys.some((key) => keys.has(key))',
    put: 'keys !== undefined',
  },
  {
    bug: 'a decision without compare-and-swap',
    ...{ ...server('decisions'), title: 'on a version that has changed is refused' },
    file: 'server/sync/apply-decision.ts',
    find: 'document._deleted || document.rev !== values.recordRev || hash !== values.recordHash',
    put: 'document._deleted',
  },
  {
    bug: 'the last writer wins',
    ...{ ...server('push'), title: 'of another field than the other device edited is merged' },
    file: 'server/sync/judge-edit.ts',
    find: 'if (baseRev !== undefined && edit.baseHash === master.hash)',
    put: 'if (baseRev !== undefined)',
  },
  {
    bug: 'a refusal of the whole push for one bad row',
    ...{ ...server('quarantine'), title: 'a poison row' },
    file: 'server/sync/accept-push.ts',
    find: 'if (!row.isGood) return setAside(context, row, row.fault.code, row.fault.fields);',
    put: "if (!row.isGood) throw new AppError('badRequest');",
  },
  {
    bug: 'a refusal by answering a deletion',
    ...{ ...server('quarantine'), title: 'a poison row' },
    file: 'server/sync/accept-push.ts',
    find: 'if (!row.isGood) return setAside(context, row, row.fault.code, row.fault.fields);',
    put: "if (!row.isGood) return { status: 'accepted', rev: 0, isApplied: true };",
  },
  {
    bug: 'no receipt before the row is judged',
    ...{ ...server('push'), title: 'has the same verdict and no second effect' },
    file: 'server/sync/accept-push.ts',
    find: 'const isNew = await context.tx.receipts.claim(receipt);',
    put: 'await context.tx.receipts.claim(receipt);\n  const isNew = true;',
  },
  {
    bug: 'leaves that are not sent',
    ...{ ...server('people'), title: 'gives the new village the person and the old one a leave' },
    file: 'server/sync/read-pull.ts',
    find: 'else if (!isFirstSweep) page.leaves.push(entry.id);',
    put: 'else if (isFirstSweep && !isFirstSweep) page.leaves.push(entry.id);',
  },
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
    bug: 'a restore without stamp: history is taken for known whatever stands there',
    ...{ ...server('rewound'), title: 'that saw a commit which is not in our history' },
    file: 'server/sync/seen.ts',
    find: "return stamp === 'oldest' || stamp === seen.stamp;",
    put: "return stamp !== 'never';",
  },
  {
    bug: 'a restore without epoch',
    ...{ ...server('rewound'), title: 'a pull under the epoch before' },
    file: 'server/store/deployment.ts',
    find: "position: eb('position', '+', lift), epoch, restored_at: at",
    put: "position: eb('position', '+', lift), restored_at: at",
  },
  {
    bug: 'an edit from before a restore that is judged over the newest version',
    ...{ ...server('recovery'), title: 'does not undo what others wrote since' },
    file: 'server/recovery/base-of.ts',
    find: 'const known = base === hash ? undefined : await view.documents.revisionWithHash(collection, id, base);',
    put: 'const known = undefined;',
  },
  {
    bug: 'a document of another that who brought it accepts',
    ...{ ...server('recovery'), title: 'is not accepted by whoever brought it' },
    file: 'shared/access/recovery-policy.ts',
    find: ' || account.id === brought.broughtBy) return false;',
    put: ') return false;',
  },
  {
    bug: 'a decision that any two accounts vouch for',
    ...{ ...server('recovery'), title: 'that two cadres of the village made up' },
    file: 'shared/access/recovery-policy.ts',
    find: "if (collection !== 'decisions') return true;",
    put: 'return true;',
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
    bug: 'a token from the last row that was given, not the last one scanned',
    ...{ ...server('pull-window'), title: 'is passed in short pages' },
    file: 'server/sync/read-pull.ts',
    find: 'return reply(call, page, { position, sweptTo: start.sweptTo }, committed, true);',
    put: 'return reply(call, page, { position: given, sweptTo: start.sweptTo }, committed, true);',
    also: [
      {
        file: 'server/sync/read-pull.ts',
        find: '  let { position } = start;',
        put: '  let { position } = start;\n  let given = position;\n  const count = () => page.documents.length + page.leaves.length;',
      },
      {
        file: 'server/sync/read-pull.ts',
        find: 'for (const entry of entries) addEntry(page, entry, call, today, entry.position <= start.sweptTo);',
        put: `for (const entry of entries) {
      const before = count();
      addEntry(page, entry, call, today, entry.position <= start.sweptTo);
      if (count() > before) given = entry.position;
    }`,
      },
    ],
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
    bug: 'a verdict before the commit',
    ...{ ...server('failed-commit'), title: 'is answered as put off' },
    file: 'server/sync/accept-push.ts',
    find: 'const { reply, changes } = await deps.store.write((tx) => pushInTransaction(deps, call, tx, rows));',
    put: `const { reply, changes } = await new Promise((resolve, reject) => {
      deps.store.write(async (tx) => resolve(await pushInTransaction(deps, call, tx, rows))).catch(reject);
    });`,
  },
  {
    bug: 'a receipt outside the transaction',
    ...{ ...server('failed-commit'), title: 'is answered as put off' },
    file: 'server/sync/accept-push.ts',
    find: 'const { reply, changes } = await deps.store.write((tx) => pushInTransaction(deps, call, tx, rows));',
    put: `const fresh = await deps.store.write(async (tx) => {
      const claimed = new Set();
      for (const row of rows) {
        const key = { account: call.caller.account.id, mutationId: row.receiptId };
        const { id: docId, seq, contentHash } = row;
        const of = { deviceId: call.caller.deviceId, collection: call.collection, docId, seq, contentHash, at: '' };
        if (!(await tx.receipts.claim({ ...key, ...of }))) continue;
        await tx.receipts.settle(key, JSON.stringify({ status: 'accepted', rev: 1 }), true);
        claimed.add(row.receiptId);
      }
      return claimed;
    });
    for (const row of rows) row.isNewNow = fresh.has(row.receiptId);
    const { reply, changes } = await deps.store.write((tx) => pushInTransaction(deps, call, tx, rows));`,
    also: [
      {
        file: 'server/sync/accept-push.ts',
        find: 'const isNew = await context.tx.receipts.claim(receipt);',
        put: 'const isNew = row.isNewNow;',
      },
    ],
  },
  {
    bug: 'the default conflict handler: what is not on the newest version gives way, and is nowhere',
    ...{ ...device('replication/rxdb-traps-state'), title: 'ours: both edits stay' },
    file: 'server/sync/judge-edit.ts',
    find: 'return merge(context, master, edit, baseRev, next);',
    put: "return { status: 'conflict', ...masterFor(context, master.document), isApplied: true };",
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
    bug: 'an order by the clocks of devices',
    ...{ ...server('sync-cases'), title: 'S6 of a clock ten years off' },
    file: 'server/sync/judge-row.ts',
    find: 'return document.edit.seq <= last;',
    put: `const stood = await context.tx.documents.get(context.collection, document.id);
  return document.edit.seq <= last || document.updatedAt < (stood?.document.updatedAt ?? '');`,
  },
  {
    bug: 'absent as null',
    ...{ project: 'property' as const, test: 'tests/property/merge-laws.test.ts' },
    title: 'absent is a value of its own',
    file: 'shared/sync/merge-document.ts',
    find: 'input.mine.values[key],',
    put: 'input.mine.values[key] ?? null,',
  },
  {
    bug: 'what one side took away comes back',
    ...{ project: 'property' as const, test: 'tests/property/merge-laws.test.ts' },
    title: 'absent is a value of its own',
    file: 'shared/sync/merge-document.ts',
    find: 'if (value === undefined) delete merged[field];',
    put: 'if (value === undefined) continue;',
    also: [
      {
        file: 'shared/sync/merge-document.ts',
        find: '{ ...input.theirs, ...Object.fromEntries(envelope), values };',
        put: '{ ...Object.fromEntries(envelope), ...input.theirs, ...Object.fromEntries(envelope.filter(([, value]) => value !== undefined)), values };',
      },
    ],
  },
  {
    bug: 'versions of a definition that are merged as they are',
    ...{ ...server('merged-versions'), title: 'of a field that has another name by now' },
    file: 'server/sync/judge-edit.ts',
    find: 'documentAtVersion(definition, each, newest);',
    put: 'documentAtVersion(definition, each, Math.min(1, newest));',
  },
  {
    bug: 'a changed document that is published under its new keys alone',
    ...{ project: 'property' as const, test: 'tests/property/feed-keys.test.ts' },
    title: 'is published once more under all that it had and has',
    file: 'server/store/feed.ts',
    find: 'keys: [...new Set([...before.map((row) => row.feed_key), ...change.keys])]',
    put: 'keys: [...new Set([...before.map((row) => row.feed_key), ...change.keys])].filter((key) => change.keys.includes(key))',
  },
  {
    bug: 'no scope check on a way that asks by id',
    ...{ project: 'contract' as const, test: 'tests/contract/scope-matrix.test.ts' },
    title: 'POST /api/history gives no account',
    file: 'server/sync/read-history.ts',
    find: "if (stored === undefined || !mayRead(account, 'records', stored.document, tree))",
    put: 'if (stored === undefined)',
    also: [
      {
        file: 'server/sync/read-history.ts',
        find: "({ head }) => mayRead(account, 'records', { ...head, values: {} }, tree),",
        put: '({ head }) => head !== undefined,',
      },
    ],
  },
  {
    bug: 'a new route that nobody has tried out of scope',
    ...{ project: 'contract' as const, test: 'tests/contract/scope-matrix.test.ts' },
    title: 'knows how to call each route',
    file: 'server/app.ts',
    find: "  app.all('/api/*', () => {",
    put: "  app.get('/api/everything', (c) => c.json({}));\n  app.all('/api/*', () => {",
  },
  {
    bug: 'an early purge of tombstones',
    ...{ ...server('retention'), title: 'stays for 400 days and is gone after them' },
    file: 'server/retention/purge.ts',
    find: 'export const keptDays = 400;',
    put: 'export const keptDays = 1;',
  },
  {
    bug: 'a device that slept too long and goes on from where it was',
    ...{ project: 'contract' as const, test: 'tests/contract/long-asleep.test.ts' },
    title: 'a device that slept 401 days',
    file: 'server/sync/read-pull.ts',
    find: "throw new AppError('scopeChanged');\n}\n\nfunction startToken(",
    put: 'return;\n}\n\nfunction startToken(',
  },
  {
    bug: 'an erased person whom a device brings back',
    ...{ ...server('erasure'), title: 'stays erased' },
    file: 'server/sync/accept-push.ts',
    find: "const isErased = call.collection === 'people' && erased.has(row.id);",
    put: 'const isErased = false;',
  },
  {
    bug: 'late records carried over without compare-and-swap',
    ...{ ...server('carry-over'), title: 'when a record changed since it was seen' },
    file: 'shared/review/carry-over.ts',
    find: 'if (record._deleted || record.rev !== rev || record.lockedPeriod !== month) return false;',
    put: 'if (record._deleted || record.lockedPeriod !== month) return false;',
  },
  {
    bug: 'simulated: the last writer wins',
    ...simulated('odd', '2026113[24]'),
    file: 'server/sync/judge-edit.ts',
    find: 'if (baseRev !== undefined && edit.baseHash === master.hash)',
    put: 'if (baseRev !== undefined)',
  },
  {
    bug: 'simulated: an empty answer for a refusal',
    ...simulated('odd', '2026113[26]'),
    file: 'client/replication/push-handler.ts',
    find: "if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {",
    put: "if (tried.kind === 'malformed') return [];\n    if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {",
  },
  {
    bug: 'simulated: leaves that are not sent',
    ...simulated('odd', '20261138'),
    file: 'server/sync/read-pull.ts',
    find: 'else if (!isFirstSweep) page.leaves.push(entry.id);',
    put: 'else if (isFirstSweep && !isFirstSweep) page.leaves.push(entry.id);',
  },
  {
    bug: 'an edit that counts lower is dropped',
    ...{ ...server('push'), title: 'that is older than the last one applied' },
    file: 'server/sync/judge-row.ts',
    find: "return quarantined(context, 'supersededEdit', [], master.document);",
    put: "return { status: 'merged', ...masterFor(context, master.document), isApplied: false };",
  },
  {
    bug: 'a refusal without what stands',
    ...{ ...server('quarantine'), title: 'an edit that cannot be looked at' },
    file: 'server/sync/accept-push.ts',
    find: 'return quarantined(context, code, fields, master?.document);',
    put: 'return quarantined(context, code, fields, master && undefined);',
  },
  {
    bug: 'whoever put a refused record right reviews it herself',
    ...{ ...server('correct-refused'), title: 'does not review what it wrote' },
    file: 'server/recovery/act-on-refused.ts',
    find: ', writtenBy: caller.account.id }',
    put: ' }',
  },
  {
    bug: 'a sealed save whose signature nobody looks at',
    ...{ ...server('sealed'), title: 'a flipped bit in signature' },
    file: 'server/sealed/take-sealed.ts',
    find: "if (!isSignedBy(key.publicKey, signedTextOf(item), item.signature)) throw new AppError('badSeal');",
    put: '',
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

const toRun = ({ bug, file, find, put, also = [], project, test, title }: Planted): PlantedRun => ({
  ...{ bug, patches: [{ file, find, put }, ...also], test, title },
  env: project === 'simulation' ? quickRun : {},
});

describe('a planted bug is caught', () => {
  let outcomes: ReadonlyMap<string, PlantedOutcome> = new Map();
  // oxlint-disable-next-line no-empty-pattern
  beforeAll(async ({}, { tasks }) => {
    // Those that `--testNamePattern` asks for; vitest cuts their names.
    const wanted = planted.filter((_, index) => tasks[index]?.mode !== 'skip');
    outcomes = await runPlanted(wanted.map(toRun));
  }, 1_800_000);

  it.each(planted)('$bug', ({ bug }) => {
    const failed = expect.arrayContaining([expect.any(String)]);
    expect({ bug, ...outcomes.get(bug) }).toEqual({ bug, failed });
  });
});
