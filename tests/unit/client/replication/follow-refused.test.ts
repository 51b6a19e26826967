// A refused save that somebody above dealt with: it stops waiting on its author's device, and she is told who it was.
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { unreachable, type Outcome } from '../../../../client/api-outcome.ts';
import type { QuarantineEntry } from '../../../../client/database/local-documents.ts';
import type { LocalDatabase } from '../../../../client/database/open-database.ts';
import {
  createQuarantineRepository,
  type QuarantineRepository,
} from '../../../../client/database/quarantine-repository.ts';
import { createSignal, firstValue } from '../../../../client/database/watchable.ts';
import { followRefused } from '../../../../client/replication/follow-refused.ts';
import { createPause } from '../../../../client/replication/pause.ts';
import type { DealtWithReply } from '../../../../shared/recovery/recovery-protocol.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { aLocalDatabase } from '../../../support/device/local-database.ts';
import { createTestTimers, settled, type TestTimers } from '../../../support/device/timers.ts';

let local: LocalDatabase;
let quarantine: QuarantineRepository;
let stopping: AbortController;
let timers: TestTimers;
let asked: unknown[];
let answer: () => Outcome<DealtWithReply>;
beforeEach(async () => {
  local = await aLocalDatabase();
  quarantine = createQuarantineRepository(local.quarantine);
  [stopping, timers, asked] = [new AbortController(), createTestTimers(), []];
  answer = () => dealtWith([]);
});
afterEach(async () => {
  stopping.abort();
  await local.close();
});

const dealtWith = (of: DealtWithReply['dealtWith']): Outcome<DealtWithReply> => ({
  kind: 'ok',
  body: { dealtWith: of },
});
const refused = (id: string, keptBy: QuarantineEntry['keptBy'] = 'server'): QuarantineEntry => ({
  ...{ id, collectionName: 'records', documentId: `of ${id}`, type: 'gathering', seq: 1, keptBy },
  ...{ code: 'invalidValue', message: 'wrong', fields: ['attended'], at: '2026-10-20T02:00:00.000Z' },
  ...{ document: aDocument(`of ${id}`), isOpen: true },
});
const instant = (seconds: number): string => new Date(1_760_000_000_000 + seconds * 1000).toISOString();
const ended: unknown[] = [];
function follow(): void {
  const wake = createSignal();
  void followRefused({
    quarantine,
    api: {
      ask: async (path, schema, body) => {
        asked.push([path, body]);
        const outcome = answer();
        return outcome.kind === 'ok' ? { kind: 'ok', body: schema.parse(outcome.body) } : outcome;
      },
    },
    pause: createPause({ timers, random: () => 1, wake, stopped: stopping.signal }),
  }).catch((error: unknown) => ended.push(error));
}
const idsOf = async (list: ReturnType<QuarantineRepository['watchOpen']>): Promise<readonly string[]> =>
  (await firstValue(list)).map(({ id }) => id);
const answeredNow = async () =>
  (await firstValue(quarantine.watchAnswered())).map(({ entry, way, by }) => [entry.id, way, by]);

it('nothing is asked while nothing waits that the server keeps too', async () => {
  await quarantine.keep([refused('of this device', 'device')]);
  follow();
  await timers.advance(600_000);
  expect(asked).toEqual([]);
});

it('what was corrected or taken waits no more, open or laid aside; what was laid aside above goes on waiting', async () => {
  await quarantine.keep([refused('a'), refused('b'), refused('c'), refused('d')]);
  await quarantine.layAside('b');
  const at = '2026-10-21T02:00:00.000Z';
  answer = () =>
    dealtWith([
      { mutationId: 'a', way: 'corrected', by: '示例甲', at },
      { mutationId: 'b', way: 'taken', by: '示例乙', at },
      { mutationId: 'c', way: 'laidAside', by: '示例乙', at },
    ]);
  follow();
  await eventually('two are answered', async () => (await answeredNow()).length === 2);
  expect(new Set((await answeredNow()).map((each) => each.join(' ')))).toEqual(
    new Set(['a corrected 示例甲', 'b taken 示例乙']),
  );
  expect([await idsOf(quarantine.watchOpen()), await idsOf(quarantine.watchAside())]).toEqual([
    ['c', 'd'],
    [],
  ]);
  expect([await quarantine.forDocument('of a'), (await quarantine.forDocument('of c'))?.id]).toEqual([
    undefined,
    'c',
  ]);
});

it('of more than can be asked at once the oldest is answered too', async () => {
  const ids = Array.from({ length: 130 }, (_, index) => `m${index}`);
  await quarantine.keep(ids.map((id, index) => ({ ...refused(id), at: instant(index) })));
  const at = '2026-10-21T02:00:00.000Z';
  answer = () => {
    const [, body] = z
      .tuple([z.string(), z.object({ mutationIds: z.array(z.string()) })])
      .parse(asked.at(-1));
    return dealtWith(
      body.mutationIds.includes('m0') ? [{ mutationId: 'm0', way: 'corrected', by: '示例甲', at }] : [],
    );
  };
  follow();
  await eventually('the oldest is answered', async () => (await answeredNow()).length === 1);
  expect(asked).toHaveLength(2);
});

it('a server that is away is asked again, and a stop ends it', async () => {
  answer = () => unreachable('network');
  await quarantine.keep([refused('a')]);
  follow();
  await settled();
  expect(asked).toEqual([['/api/inbox/dealt-with', { mutationIds: ['a'] }]]);
  answer = () => dealtWith([{ mutationId: 'a', way: 'corrected', by: '示例甲', at: '' }]);
  await timers.advance(300_000);
  await eventually('it is answered', async () => (await answeredNow()).length === 1);
  const before = ended.length;
  stopping.abort();
  await eventually('it has ended', () => Promise.resolve(ended.length === before + 1));
});

it('what she has seen is gone', async () => {
  await quarantine.keep([refused('a')]);
  await quarantine.answer('a', 'corrected', '示例甲');
  await quarantine.resolve('a');
  expect(await answeredNow()).toEqual([]);
});
