// Many who write at once, new records and one that all of them edit, and one who reads along: what is missed, what is lost.
import { signInPlain, type PlainDevice } from '../checker/plain-device.ts';

export const visit = {
  whom: '张湾区花果中心福利院',
  festival: 'double-ninth',
  beneficiaryCategory: 'lone-elderly',
  beneficiaryCount: { count: 51, isEstimate: true },
  way: 'service',
  services: ['performance'],
};

const sizes = {
  quick: { writers: 16, recordsEach: 20, editsEach: 8 },
  full: { writers: 16, recordsEach: 1_000, editsEach: 200 },
} as const;

export type RaceResult = {
  readonly written: number;
  readonly refused: number;
  /** Acknowledged records that the reader, who read on from where it was each time, never got. */
  readonly missed: number;
  /** Writers whose last edit of their own field of the common record is not there. */
  readonly lostFields: number;
};

/** Over servers with the small demonstration; the accounts go round the origins. */
export async function raceWriters(origins: readonly string[], size: keyof typeof sizes): Promise<RaceResult> {
  const { writers, recordsEach, editsEach } = sizes[size];
  const at = (index: number): string => origins[index % origins.length] ?? '';
  const devices = await Promise.all(
    Array.from({ length: writers }, (_, index) => signInPlain(at(index), 'huaguo')),
  );
  const [author] = devices;
  if (author === undefined) throw new Error('no writer');
  const shared = author.record('condolence-visit', visit);
  await author.push([{ document: shared }]);
  const reader = await signInPlain(at(0), 'township');
  const reading = readAlong(reader, await sinceNow(reader));
  const [written, refused] = [new Set<unknown>(), new Set<unknown>()];
  const write = async (device: PlainDevice, mine: number): Promise<void> => {
    for (let n = 0; n < recordsEach; n += 1) {
      const record = device.record('condolence-visit', { ...visit, whom: `第${mine}组第${n}户` });
      const [verdict] = (await device.push([{ document: record }])).rows;
      (verdict?.status === 'accepted' ? written : refused).add(record['id']);
    }
    let base = shared;
    for (let n = 1; n <= editsEach; n += 1) {
      const edited = device.edited(base, { [`ofWriter${mine}`]: n });
      const [verdict] = (await device.push([{ document: edited, base }])).rows;
      base = verdict?.master ?? edited;
    }
  };
  await Promise.all(devices.map(write));
  const seen = await reading.end();
  const [held] = await reader.query('records', { id: shared['id'] });
  const values = Object(held?.['values']);
  return {
    written: written.size,
    refused: refused.size,
    missed: [...written].filter((id) => !seen.has(id)).length,
    lostFields: devices.filter((_, mine) => values[`ofWriter${mine}`] !== editsEach).length,
  };
}

async function sinceNow(device: PlainDevice): Promise<string> {
  for (let since = '0'; ;) {
    const page = await device.pull('records', `limit=500&since=${since}`);
    since = page.checkpoint.since;
    if (!page.more) return since;
  }
}

/** Pulls without a pause until it is ended, and then once more to the end. */
function readAlong(
  reader: PlainDevice,
  start: string,
): { readonly end: () => Promise<ReadonlySet<unknown>> } {
  const seen = new Set<unknown>();
  let isEnding = false;
  const reading = (async () => {
    for (let [since, isLast] = [start, false]; !isLast;) {
      const wasEnding = isEnding;
      const page = await reader.pull('records', `limit=50&since=${since}`);
      for (const { id } of page.documents) seen.add(id);
      since = page.checkpoint.since;
      isLast = wasEnding && !page.more;
    }
  })();
  return {
    end: async () => {
      isEnding = true;
      await reading;
      return seen;
    },
  };
}
