// What changes for everybody while devices are in the middle of a pull or a push: posts, the program, the database, a copied device.
import type { Chance } from './chance.ts';
import type { Moments, When } from './moments.ts';
import type { Person } from './person.ts';
import type { SimServer } from './sim-server.ts';
import { accounts, posts, type Grant } from './small-county.ts';
import type { VirtualTime } from './virtual-time.ts';

export const upheavals = [
  'none',
  'posts',
  'restore',
  'copiedDevice',
  'newVersion',
  'postsAndVersion',
] as const;
export type Upheaval = (typeof upheavals)[number];

export type UpheavalDeps = {
  readonly time: VirtualTime;
  readonly people: readonly Person[];
  readonly server: SimServer;
  readonly chance: Chance;
  readonly moments: Moments;
  readonly until: number;
  readonly tell: (line: string) => void;
  /** Who stands where now. */
  readonly grants: Map<string, Grant>;
  /** A copy of the device's disk is opened elsewhere, and worked on. */
  readonly copyDevice: (person: Person) => void;
  /** Devices get the new app when they open it next. */
  readonly release: () => void;
};

/** Half of the seeds have none. */
export function drawUpheaval(chance: Chance): Upheaval {
  return chance.hits(0.4) ? 'none' : chance.pick(upheavals);
}

/** Lets it happen at moments of its own. */
export function startUpheaval(kind: Upheaval, deps: UpheavalDeps): void {
  if (kind === 'posts' || kind === 'postsAndVersion') movePosts(deps);
  if (kind === 'newVersion' || kind === 'postsAndVersion') bringNewVersion(deps);
  if (kind === 'restore') restore(deps);
  if (kind === 'copiedDevice') copyDevices(deps);
}

/** At some time between two parts of the run, 0 to 1, in the middle of the next exchange of this kind. */
function during(
  { time, chance, moments, until, tell }: UpheavalDeps,
  [from, to]: readonly [number, number],
  part: '/pull' | '/push',
  what: string,
  run: () => Promise<void>,
): void {
  const left = until - time.now();
  const when: When = chance.hits(0.7) ? 'after' : 'before';
  time.after(left * chance.between(from, to), () =>
    moments.once(when, part, async () => {
      tell(`${what}, ${when} a ${part}`);
      await run();
    }),
  );
}

function movePosts(deps: UpheavalDeps): void {
  const { chance, server, grants } = deps;
  for (let count = 1 + chance.below(4); count > 0; count -= 1) {
    const account = chance.pick(Object.keys(accounts));
    const post = chance.pick(posts);
    const part = chance.hits(0.6) ? '/pull' : '/push';
    during(deps, [0.1, 1], part, `${account} comes to ${post.role} ${post.orgUnitId}`, async () => {
      server.move(account, post);
      grants.set(account, post);
      await Promise.resolve();
    });
  }
}

/** Nobody's stream outlives the program that it comes from. */
function dropStreams({ people }: UpheavalDeps): void {
  for (const { line } of people) line.dropStreams();
}

/** As a rule the server is first; a device that is ahead of it meets a server that does not know its kind yet. */
function bringNewVersion(deps: UpheavalDeps): void {
  const { time, chance, until, server, release, tell } = deps;
  const isAppFirst = chance.hits(0.25);
  const releaseApp = (): void => {
    tell('the new app is there');
    release();
  };
  if (isAppFirst) time.after((until - time.now()) * chance.between(0, 0.3), releaseApp);
  during(deps, [0.2, 0.7], '/push', 'the new server starts', async () => {
    dropStreams(deps);
    await server.upgrade();
    if (!isAppFirst) releaseApp();
  });
}

function restore(deps: UpheavalDeps): void {
  const { chance, server, grants, people } = deps;
  let then: ReadonlyMap<string, Grant> | undefined;
  during(deps, [0, 0.4], '/push', 'a backup is made', async () => {
    dropStreams(deps);
    await server.backUp();
    then = new Map(grants);
  });
  const isAnnounced = chance.hits(0.5);
  during(deps, [0.5, 0.95], '/push', `the backup is restored, announced: ${isAnnounced}`, async () => {
    if (then === undefined) return;
    for (const { line } of people) line.dropStreams();
    await server.putBack(isAnnounced);
    for (const [account, grant] of then) grants.set(account, grant);
  });
}

function copyDevices(deps: UpheavalDeps): void {
  const { time, chance, people, until, copyDevice } = deps;
  time.after((until - time.now()) * chance.between(0.1, 0.7), () => {
    const whose = people.filter(({ shelf }) => shelf.slots.length > 0);
    if (whose.length > 0) copyDevice(chance.pick(whose));
  });
}
