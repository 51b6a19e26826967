// Review against a model of it: any accounts that edit and decide in any order, on what stands or on what stood before.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineRegistry } from '../../shared/record-types/define-registry.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import { reviewStates, type ReviewState, type SyncedDocument } from '../../shared/records/record.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import { decisionActions, type DecisionAction } from '../../shared/review/review-state.ts';
import { decisionOn, signInDevice, type TestDevice } from '../support/server/test-device.ts';
import { gathering } from '../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../support/server/test-server.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261203);
const accounts = [
  'huaguo',
  'huaguo-two',
  'caijia',
  'township',
  'county',
  'city',
  'city-lead',
  'other-county',
  'admin',
] as const;
type Name = (typeof accounts)[number];

/** Who may edit a record of the unit, and who decides on it: the level above, or at the top the other one of two. */
const units = {
  village: { authors: ['huaguo', 'huaguo-two'], reviewers: ['township'] },
  city: { authors: ['city', 'city-lead'], reviewers: ['city', 'city-lead'] },
} as const satisfies Record<string, { authors: readonly Name[]; reviewers: readonly Name[] }>;

let test: TestServer;
const devices = new Map<Name, TestDevice>();
beforeAll(async () => {
  test = await startTestServer({
    registry: defineRegistry([{ ...gathering, recordedBy: ['village', 'township', 'city'] }]),
  });
  for (const name of accounts) devices.set(name, await signInDevice(test, name));
});
afterAll(() => test.close());

const step = fc.record({
  /** One of those who have to do with it, or anybody. */
  who: fc.tuple(fc.nat(5), fc.constantFrom(...accounts)),
  act: fc.constantFrom<DecisionAction | 'edit' | 'same'>(
    ...decisionActions,
    'approve',
    'edit',
    'edit',
    'same',
  ),
  /** How many versions ago is what she saw. */
  ago: fc.constantFrom(0, 0, 0, 0, 1, 2),
  reason: fc.constantFrom('人数从何而来', '人数从何而来', '', '  ', undefined),
  /** What a push says of the state is the server's own business. */
  forgedState: fc.constantFrom(...reviewStates),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const moves: ReadonlyMap<string, ReviewState> = new Map([
  ...([
    ['submitted return', 'returned'],
    ['submitted approve', 'approved'],
  ] as const),
  ...(['submitted', 'returned', 'approved'] as const).map((from) => [`${from} void`, 'void'] as const),
  ...(['returned', 'approved'] as const).map((from) => [`${from} withdraw`, 'submitted'] as const),
]);

async function playReview(unit: keyof typeof units, steps: readonly Step[]): Promise<number> {
  const { authors, reviewers } = units[unit];
  const [author] = authors;
  const of = (name: Name): TestDevice => {
    const device = devices.get(name);
    if (device === undefined) throw new Error(`${name} is not signed in`);
    return device;
  };
  const draft = of(author).draft({ attended: 1 });
  await of(author).pushOne(draft);
  const read = async (): Promise<SyncedDocument> => {
    const found = await test.server.store.read((view) => view.documents.get('records', draft.id));
    if (found === undefined) throw new Error('the record is gone');
    return found.document;
  };
  const versions = [await read()];
  const standing = (): SyncedDocument => versions.at(-1) ?? draft;
  /** The model: who wrote what stands, and who did the last thing to it. */
  let [writer, lastBy]: [Name, Name] = [author, author];
  let [edits, applied] = [1, 0];

  const edit = async ({ act, forgedState }: Step, name: Name): Promise<RowVerdict> => {
    if (act === 'edit') edits += 1;
    const values = { ...standing().values, ...(act === 'edit' ? { attended: edits } : {}) };
    return of(name).pushOne(of(name).edit(standing(), { values, reviewState: forgedState }), standing());
  };
  const decide = ({ ago, reason }: Step, action: DecisionAction, name: Name): Promise<RowVerdict> => {
    const seen = versions[Math.max(0, versions.length - 1 - ago)];
    const said = { action, ...(reason === undefined ? {} : { reason }) };
    return of(name).pushOne(decisionOn(of(name), seen, said), undefined, 'decisions');
  };
  /** The state that has to follow, or undefined when nothing may. */
  const expectedState = ({ act, ago, reason }: Step, name: Name): ReviewState | undefined => {
    const { reviewState, createdBy } = standing();
    const isAuthor = authors.some((each) => each === name);
    if (act === 'same') return undefined;
    if (act === 'edit') return isAuthor && reviewState !== 'void' ? 'submitted' : undefined;
    const isReviewer = reviewers.some((each) => each === name) && name !== createdBy && name !== writer;
    const isSeen = ago === 0 || versions.length === 1;
    const hasReason = (act !== 'return' && act !== 'void') || (reason ?? '').trim() !== '';
    const isOwnToTakeBack = act !== 'withdraw' || lastBy === name;
    return isReviewer && isSeen && hasReason && isOwnToTakeBack
      ? moves.get(`${reviewState} ${act}`)
      : undefined;
  };

  for (const each of steps) {
    const concerned = [...authors, ...reviewers, ...reviewers];
    const name = each.who[0] === 5 ? each.who[1] : (concerned[each.who[0] % concerned.length] ?? author);
    const before = standing();
    const should = expectedState(each, name);
    const isEdit = each.act === 'edit' || each.act === 'same';
    const verdict =
      each.act === 'edit' || each.act === 'same'
        ? await edit(each, name)
        : await decide(each, each.act, name);
    const after = await read();
    const context = [each.act, name, before.reviewState, verdict.code];
    expect([...context, after.reviewState, after.rev]).toEqual([
      ...context,
      should ?? before.reviewState,
      before.rev + (should === undefined ? 0 : 1),
    ]);
    if (each.act !== 'same')
      expect([...context, verdict.status]).toEqual([
        ...context,
        should === undefined ? 'quarantined' : 'accepted',
      ]);
    if (!isEdit) expect(contentHash(after)).toBe(contentHash(before));
    if (should === undefined) continue;
    applied += 1;
    lastBy = name;
    if (each.act === 'edit') writer = name;
    versions.push(after);
  }
  const history = await test.server.store.read((view) =>
    view.documents.revisionsFrom('records', draft.id, 0),
  );
  expect(history.map(({ rev }) => rev)).toEqual(versions.map(({ rev }) => rev));
  return applied;
}

describe('a record under review', () => {
  it('moves as the table of moves says, by whom it may, on the version that was seen, and not otherwise', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('village' as const, 'city' as const),
        fc.array(step, { minLength: 3, maxLength: 9 }),
        async (unit, steps) => {
          moved += await playReview(unit, steps);
        },
      ),
      settings,
    );
    expect(moved).toBeGreaterThan(settings.numRuns);
  }, 900_000);
});
