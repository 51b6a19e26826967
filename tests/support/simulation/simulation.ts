// One seed: five devices, a server and a network in virtual time; hours of work with whatever can go wrong, then calm, then the account.
import * as z from 'zod/mini';
import { editStampSchema } from '../../../shared/records/record.ts';
import { createMemoryDisk } from '../memory-page-store.ts';
import { createBook, type Book } from './book.ts';
import { createChance, type Chance } from './chance.ts';
import { createMoments } from './moments.ts';
import { startTrouble } from './trouble.ts';
import { drawUpheaval, startUpheaval, type Upheaval } from './upheaval.ts';
import { accusations, differences, losses, type FinalDeps } from './final-account.ts';
import { leaksIn } from './leaks.ts';
import type { RunPage } from './page-bundle.ts';
import { createPerson, type Person } from './person.ts';
import { beginning, openSimServer } from './sim-server.ts';
import { accounts, type Grant } from './small-county.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import { createLine } from './wire.ts';
import { latestMs } from './wire-faults.ts';

export type SimulationDeps = {
  readonly runPage: RunPage;
  /** Data directory of a server with tree and accounts. */
  readonly template: string;
  readonly key: CryptoKey;
  /** Hears the whole story of a seed, line by line. */
  readonly onStory?: (line: string) => void;
};

export type Outcome = {
  readonly upheaval: Upheaval;
  /** Empty: 0 lost, 0 leaked, converged. */
  readonly problems: readonly string[];
  readonly ticked: number;
  /** Rounds of "sync now" after calm until every device held the server's masters. */
  readonly rounds: number;
  readonly events: number;
  readonly virtualMinutes: number;
};

const mostRounds = 3;
const minute = 60_000;

/** `operations`: how many pieces of work each device is asked for. */
export async function simulate(deps: SimulationDeps, seed: number, operations: number): Promise<Outcome> {
  const time = createVirtualTime(beginning);
  const chanceOf = (name: string): Chance => createChance(seed, name);
  const server = await openSimServer(deps.template, time, chanceOf('server'));
  const book = createBook();
  const problems: string[] = [];
  const tell = (who: string) => (line: string) =>
    deps.onStory?.(`${new Date(time.now()).toISOString().slice(11, 23)} ${who} ${line}`);
  const grants = new Map<string, Grant>(Object.entries(accounts));
  const grantOf = (account: string): Grant => grants.get(account) ?? { role: 'administrator', orgUnitId: '' };
  const upheaval = drawUpheaval(chanceOf('upheaval'));
  const moments = createMoments();
  let newestApp: 1 | 2 = 1;
  const newPerson = (name: string, account: string, shelf: Person['shelf']): Person => {
    const line = createLine({
      ...{ time, chance: chanceOf(`line of ${name}`), handle: server.handle, tell: tell(name), moments },
      onSent: (sent) => noteSent(book, sent),
      onAnswer: (said) =>
        problems.push(...leaksIn(grantOf(account), said).map((leak) => `leak to ${name}: ${leak}`)),
    });
    line.pageSize = chanceOf(`pages of ${name}`).pick([500, 500, 1, 2, 3, 7]);
    return createPerson({
      ...{ name, account, time, book, line, shelf, runPage: deps.runPage, key: deps.key },
      ...{ chance: chanceOf(name), tell: tell(name), newestApp: () => newestApp },
      isRecent: upheaval === 'restore',
      onProblem: (problem) => problems.push(problem),
    });
  };
  const people = Object.keys(accounts).map((account) =>
    newPerson(account, account, { disk: createMemoryDisk(), slots: [] }),
  );
  try {
    const pace = chanceOf('pace');
    const until = beginning + operations * minute * pace.between(0.2, 1);
    for (const person of people)
      keepBusy(person, time, chanceOf(`pace of ${person.name}`), operations, until);
    const isWireAlone = upheaval === 'none' && chanceOf('wire alone').hits(0.7);
    const calm = startTrouble({
      ...{ time, people, until, isWireAlone, chance: chanceOf('trouble'), tell: tell('trouble') },
    });
    startUpheaval(upheaval, {
      ...{
        time,
        people,
        server,
        moments,
        until,
        grants,
        chance: chanceOf('moments'),
        tell: tell('upheaval'),
      },
      copyDevice: (of) => {
        const { disk, slots } = of.shelf;
        const copy = newPerson(`${of.name}-copy`, of.account, { disk: disk.copy(), slots: [...slots] });
        tell('upheaval')(`${of.name} is copied`);
        copy.line.faults = of.line.faults;
        people.push(copy);
        keepBusy(copy, time, chanceOf(`pace of ${copy.name}`), operations, until);
      },
      release: () => {
        newestApp = 2;
      },
    });
    await time.advance(until - beginning);
    calm();
    const final: FinalDeps = {
      ...{ server, people, book, grantOf, hasCopy: upheaval === 'copiedDevice' },
      today: new Date(time.now() + 8 * 60 * minute).toISOString().slice(0, 10),
    };
    await rest(time, people);
    const { rounds, differing } = await converge(time, final);
    problems.push(...differing, ...(await losses(final)).map((loss) => `lost: ${loss}`));
    if (upheaval !== 'copiedDevice') problems.push(...(await accusations(final)));
    problems.push(...server.defects);
    if (isWireAlone) problems.push(...book.sentAgain().map((what) => `taken for sent too soon: ${what}`));
    return {
      upheaval,
      ...{ problems, rounds, ticked: book.ticked().size, events: time.events() },
      virtualMinutes: Math.round((time.now() - beginning) / minute),
    };
  } finally {
    for (const person of people) {
      person.kill();
      person.line.dropStreams();
    }
    await server.close();
  }
}

/** Of the collections in which every save is in the book. */
function noteSent(book: Book, { path, body }: { readonly path: string; readonly body: string }): void {
  if (!/\/(records|people)\/push/.test(path)) return;
  for (const { newDocumentState } of sentSchema.parse(JSON.parse(body)).rows)
    book.send(newDocumentState.edit.deviceId, newDocumentState.id, newDocumentState.edit.seq);
}

const sentSchema = z.object({
  rows: z.array(z.object({ newDocumentState: z.object({ id: z.string(), edit: editStampSchema }) })),
});

/** Work at random moments, and a look at the device every now and then. */
function keepBusy(
  person: Person,
  time: VirtualTime,
  chance: Chance,
  operations: number,
  until: number,
): void {
  for (let count = 0; count < operations; count += 1)
    time.after(chance.between(0, until - time.now()), person.work);
  const look = (): void => {
    person.tend();
    time.after(chance.between(10_000, 40_000), look);
  };
  look();
}

/** The last late copies arrive; everybody signs in, downloads afresh and sends what waits. */
async function rest(time: VirtualTime, people: readonly Person[]): Promise<void> {
  await time.advance(latestMs);
  for (let passed = 0; passed < 40 && !people.every((person) => person.isAtRest()); passed += 1) {
    for (const person of people) person.page()?.session.syncNow();
    await time.advance(minute);
  }
}

async function converge(time: VirtualTime, final: FinalDeps) {
  let differing: readonly string[] = [];
  for (let rounds = 1; rounds <= mostRounds; rounds += 1) {
    for (const person of final.people) person.page()?.session.syncNow();
    await time.advance(minute);
    differing = await differences(final);
    const restless = final.people.filter((person) => !person.isAtRest());
    differing = [...differing, ...restless.map(({ name }) => `${name} is not at rest`)];
    if (differing.length === 0) return { rounds, differing };
  }
  return { rounds: mostRounds, differing };
}
