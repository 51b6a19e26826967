// Faults of the server, and of what it shares with devices: how it judges, merges, keeps and answers.
import { checker, device, server, simulated, type Planted } from './planted-bug.ts';

export const serverBugs: readonly Planted[] = [
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
    ...simulated('odd', '202611(46|58|66)'),
    file: 'server/sync/judge-edit.ts',
    find: 'if (baseRev !== undefined && edit.baseHash === master.hash)',
    put: 'if (baseRev !== undefined)',
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
    find: ', deviceId, writtenBy: by };',
    put: ', deviceId };',
  },
  {
    bug: 'two offices that both deal with what was refused',
    ...{ ...server('dealt-with-at-once'), title: 'counts once however they meet' },
    file: 'server/recovery/act-on-refused.ts',
    find: 'if (!(await tx.receipts.isWaiting(entry)))',
    put: 'if (!(await tx.receipts.isWaiting(entry)) && entry.raw === "")',
  },
  {
    bug: 'a sign-in with a password that is another by now',
    ...{ ...server('sign-in-races'), title: 'its password was set anew while its password was looked at' },
    file: 'server/access/sessions.ts',
    find: 'if (standing?.passwordHash !== account.passwordHash || standing.isDisabled)',
    put: 'if (standing === undefined)',
  },
  {
    bug: 'a push of an account that was disabled since its session was looked at',
    ...{ ...server('disabled-meanwhile'), title: 'a push under way when its account is disabled' },
    file: 'server/sync/accept-push.ts',
    find: 'if (isDisabled && disabledAs === undefined)',
    put: 'if (isDisabled && account.id === "")',
  },
  {
    bug: 'a photo that is served though nothing lists it any more',
    ...{ ...server('photos-listed'), title: 'one that an edit takes out is served no more' },
    file: 'server/store/blobs.ts',
    find: "          AND ${words.contains('d.json', sha256)}\n",
    put: '',
  },
  {
    bug: 'a sealed save whose signature nobody looks at',
    ...{ ...server('sealed'), title: 'a flipped bit in signature' },
    file: 'server/sealed/take-sealed.ts',
    find: "if (!isSignedBy(key.publicKey, signedTextOf(item), item.signature)) throw new AppError('badSeal');",
    put: '',
  },
  {
    bug: 'rows that wait are written although their savepoint was undone',
    ...{
      project: 'contract',
      test: 'tests/contract/sqlite-store.test.ts',
      title: 'undoes in a batch what waited',
    },
    file: 'server/store/batch.ts',
    find: 'pending.keep(mine.before);',
    put: '',
  },
  {
    bug: 'rows that wait are written within the savepoint of a later one',
    ...{ ...server('batched-writes'), title: 'when it is judged is kept aside alone' },
    file: 'server/store/batch.ts',
    find: 'await pending.write(current.before);',
    put: '',
  },
  {
    bug: 'a batch that the database refuses is not written row by row',
    ...{ ...server('batched-writes'), title: 'when it is written is kept aside alone' },
    file: 'server/store/batch-error.ts',
    find: 'if (!(error instanceof BatchError)) throw error;',
    put: 'if (error !== undefined) throw error;',
  },
  {
    bug: 'what a savepoint let go of is taken for held',
    ...{
      project: 'contract',
      test: 'tests/contract/postgres-store.test.ts',
      title: 'after a savepoint that',
    },
    file: 'server/store/savepoint.ts',
    find: 'letGo();',
    put: '',
  },
  {
    bug: 'a settlement over what was written since',
    ...{ ...server('settlement'), title: 'applies to the value that was seen' },
    file: 'server/sync/judge-settlement.ts',
    find: 'if (!(await isAsSeen(context, found)))',
    put: 'if (found.said === undefined)',
  },
  {
    bug: 'a conflict that whoever reads it may settle',
    ...{ ...server('settlement'), title: 'is only for whoever may write the record' },
    file: 'server/sync/judge-settlement.ts',
    find: 'if (concerned === undefined || !maySettle(account, said.collection, concerned.document, tree)) return null;',
    put: 'if (concerned === undefined) return null;',
  },
  {
    bug: 'a unit that moved leaves its records with the offices that it left',
    ...{ ...server('moved-units'), title: 'is read by the offices that it stands under now' },
    file: 'server/operations/import-org-units.ts',
    find: '[...changes, ...taken]',
    put: '(taken.length < 0 ? taken : changes)',
  },
  {
    bug: 'a push is published by the tree of the moment in which its session was looked at',
    ...{ ...server('moved-units'), title: 'on its way when the tree changed' },
    file: 'server/sync/accept-push.ts',
    find: 'caller: { ...caller, tree, account: { ...account, level } },',
    put: 'caller: tree.unit(level) === undefined ? caller : caller,',
  },
  {
    bug: 'linked records that are written as they were read, and held by nobody',
    ...{
      project: 'contract',
      test: 'tests/contract/postgres-store.test.ts',
      title: 'holds the linked records that it reads',
    },
    file: 'server/store/documents.ts',
    find: "await hold(found.map((each) => documentName('records', each.id)));",
    put: '',
  },
];
