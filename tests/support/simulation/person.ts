// Somebody with a device: opens the app, does what it asks for (sign in, room on the disk, a fresh download), and works.
import type { DeviceSession } from '../../../client/session/device-session.ts';
import type { Book } from './book.ts';
import type { Chance } from './chance.ts';
import {
  changePerson,
  createRecord,
  decide,
  delegate,
  editFields,
  editRest,
  importRow,
  moveRecord,
  savePerson,
  settleConflict,
  undoImport,
  type AtDevice,
  type Operation,
} from './operations.ts';
import type { RunPage } from './page-bundle.ts';
import { openPage, type Page, type Shelf } from './sim-device.ts';
import { password } from './small-county.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Line } from './wire.ts';

export type PersonDeps = {
  readonly name: string;
  readonly account: string;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly book: Book;
  readonly line: Line;
  readonly runPage: RunPage;
  readonly key: CryptoKey;
  readonly shelf: Shelf;
  /** Of the app that the server gives out now. */
  readonly newestApp: () => 1 | 2;
  /** Records are not so old that they leave their device's window: a restore would not find them there. */
  readonly isRecent: boolean;
  readonly onProblem: (problem: string) => void;
  /** One line of the story of a seed. */
  readonly tell: (line: string) => void;
};

export type Person = {
  readonly name: string;
  readonly account: string;
  readonly line: Line;
  readonly shelf: Shelf;
  /** Milliseconds by which the clock of the device is off. */
  skew: number;
  readonly page: () => Page | undefined;
  /** Opens the app if it is not open, and does what it asks for; comes back to it again and again. */
  readonly tend: () => void;
  /** One piece of work, if the app is open. */
  readonly work: () => void;
  /** The page is gone from one moment to the next. */
  readonly kill: () => void;
  /** Locks and opens again. */
  readonly reload: () => void;
  /** Another window on the same device takes over; the one before it does not know yet. */
  readonly takeOver: () => void;
  /** Nothing is asked of the person, and nothing waits to be sent. */
  readonly isAtRest: () => boolean;
};

const village: readonly (readonly [number, Operation])[] = [
  [6, createRecord],
  [8, editFields],
  [4, editRest],
  [2, importRow],
  [2, undoImport],
  [2, savePerson],
  [5, settleConflict],
  [3, changePerson],
];
const office: readonly (readonly [number, Operation])[] = [
  [3, createRecord],
  [5, editFields],
  [2, editRest],
  [2, moveRecord],
  [8, decide],
  [0.5, delegate],
  [1, savePerson],
  [3, settleConflict],
  [4, changePerson],
];

export function createPerson(deps: PersonDeps): Person {
  const { name, account, time, chance, line, shelf } = deps;
  let page: Page | undefined;
  let tended: Page | undefined;
  const started = new WeakSet<Page>();
  let app: 1 | 2 = 1;
  const now = (): number => time.now() + person.skew;
  const open = (): Page =>
    openPage({
      ...{ runPage: deps.runPage, now, after: time.after, chance, fetchFor: line.fetchFor, key: deps.key },
      ...{ password, shelf },
    });
  const begin = (): Page => {
    if (chance.hits(0.7)) app = deps.newestApp();
    deps.tell(`opens the app, version ${app}`);
    page = open();
    return page;
  };
  const tend = async (): Promise<void> => {
    const current = page !== undefined && page.isAlive() ? page : begin();
    if (tended === current) return;
    tended = current;
    try {
      if (!started.has(current)) await current.session.start();
      started.add(current);
      await doWhatIsAsked(current.session, account, deps.onProblem);
      // Who finds that another window took over, and has no other, loads the page anew.
      if (current.session.stopReason.get() === 'lockLost') current.kill();
      deps.tell(`is ${current.session.state.get()} ${current.session.stopReason.get() ?? ''}`);
    } finally {
      if (tended === current) tended = undefined;
    }
  };
  const failed =
    (what: string) =>
    (error: unknown): void => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      deps.tell(`${what} failed: ${text.slice(0, 200)}`);
      if (isForeseen(error)) return;
      deps.onProblem(`${name}: ${what} failed: ${text}`);
    };
  const workOn = (window: Page | undefined): void => {
    const at = atDevice(deps, window, now, app);
    if (at === undefined) return;
    const kinds = at.open.account.role === 'villageCadre' ? village : office;
    const operation = chance.weighted(kinds);
    deps.tell(`begins ${operation.name}`);
    void operation(at).then(() => deps.tell(`ends ${operation.name}`), failed('work'));
  };
  const person: Person = {
    ...{ name, account, line, shelf, skew: 0 },
    page: () => (page?.isAlive() === true ? page : undefined),
    tend: () => void tend().catch(failed('tending')),
    work: () => workOn(page),
    kill: () => page?.kill(),
    reload: () => {
      const before = page;
      const reopen = async (): Promise<void> => {
        await before?.session.lock();
        before?.kill();
        person.tend();
      };
      void reopen().catch(failed('locking'));
    },
    takeOver: () => {
      const before = page;
      page = undefined;
      person.tend();
      // A save in the window that lost writing is refused, or was not ticked.
      time.after(chance.between(0, 5_000), () => workOn(before));
    },
    isAtRest: () => {
      const current = page?.isAlive() === true ? page.session.current.get() : undefined;
      if (current === undefined || page?.session.state.get() !== 'open') return false;
      const { onDevice, signInNeeded, mustStartAfresh } = current.syncStatus.overview.get();
      return onDevice === 0 && !signInNeeded && mustStartAfresh === undefined;
    },
  };
  return person;
}

function atDevice(
  deps: PersonDeps,
  page: Page | undefined,
  now: () => number,
  app: 1 | 2,
): AtDevice | undefined {
  const open = page?.isAlive() === true ? page.session.current.get() : undefined;
  if (open === undefined || page?.session.state.get() !== 'open') return undefined;
  const { chance, book, isRecent } = deps;
  const newId = (): string => `${deps.name}-${Math.floor(chance.next() * 2 ** 40).toString(36)}`;
  const today = (): string =>
    new Date((isRecent ? deps.time.now() : now()) + 8 * 3_600_000).toISOString().slice(0, 10);
  return { open, chance, book, today, newId, app, isRecent };
}

/** A save that the disk, a lock or a page that was closed refused was not ticked: the person knows. */
function isForeseen(error: unknown): boolean {
  return (
    error instanceof Error && /journal|closed|stored|left this device/i.test(`${error.name} ${error.message}`)
  );
}

async function doWhatIsAsked(
  session: DeviceSession,
  account: string,
  onProblem: (problem: string) => void,
): Promise<void> {
  const state = session.state.get();
  if (state === 'signedOut') await session.signIn(account, password);
  if (state === 'locked') {
    const outcome = await session.unlock(password);
    // A page that went before its first session was stored left nothing to open: the password signs in anew, as far as the wire lets it.
    if (outcome === 'storageDamaged' || outcome === 'oldPasswordNeeded')
      onProblem(`${account}: unlocking came to ${outcome}`);
  }
  const reason = session.stopReason.get();
  if (state === 'stopped' && (reason === 'storageFull' || reason === 'storageFailed'))
    await session.retryStorage();
  if (reason === 'damaged') onProblem(`${account}: the storage is damaged`);
  const overview = session.current.get()?.syncStatus.overview.get();
  if (overview?.signInNeeded === true) await session.signIn(account, password);
  if (overview?.mustStartAfresh !== undefined) await session.startAfresh();
}
