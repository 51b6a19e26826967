// Faults of the kind that loses records or shows them to strangers, planted one by one: some test has to fail for each.
import { describe, expect, it } from 'vitest';
import { patchCheckout, type Patch } from '../support/planted/patched-checkout.ts';

type Planted = Patch & {
  readonly bug: string;
  /** The project and the file of the test that catches it, and part of the test's title. */
  readonly project: 'unit' | 'contract';
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
    find: 'if (!row.isGood) return quarantined(context, row.fault.code, row.fault.fields);',
    put: "if (!row.isGood) throw new AppError('badRequest');",
  },
  {
    bug: 'a refusal by answering a deletion',
    ...{ ...server('quarantine'), title: 'a poison row' },
    file: 'server/sync/accept-push.ts',
    find: 'if (!row.isGood) return quarantined(context, row.fault.code, row.fault.fields);',
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
    find: 'noteOwed: async (documents) => add(await differing(deps, documents)),',
    put: 'noteOwed: async (documents) => void (await differing(deps, documents)),',
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
];

describe('a planted bug is caught', () => {
  it.each(planted)('$bug', async ({ file, find, put, project, test, title }) => {
    const checkout = await patchCheckout([{ file, find, put }]);
    try {
      expect(await checkout.failedTests(project, test, title)).not.toEqual([]);
    } finally {
      await checkout.remove();
    }
  });
});
