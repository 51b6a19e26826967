// What goes wrong beside single exchanges: no network, pages that go, full disks, clocks that jump, other windows.
import type { Chance } from './chance.ts';
import type { Person } from './person.ts';
import type { VirtualTime } from './virtual-time.ts';

export type TroubleDeps = {
  readonly time: VirtualTime;
  readonly people: readonly Person[];
  readonly chance: Chance;
  readonly until: number;
  /** Nothing but the network goes wrong: then no device has a reason to save anything again. */
  readonly isWireAlone: boolean;
  readonly tell: (line: string) => void;
};

type Trouble = (person: Person, deps: TroubleDeps) => void;

const tenYears = 10 * 365 * 86_400_000;

const outage: Trouble = (person, { time, chance }) => {
  person.line.isUp = false;
  if (chance.hits(0.5)) person.line.dropStreams();
  time.after(chance.between(1_000, 900_000), () => {
    person.line.isUp = true;
  });
};

const clock: Trouble = (person, { chance }) => {
  person.skew = chance.hits(0.3) ? 0 : chance.between(-tenYears, tenYears);
};
const crashBetweenSteps: Trouble = ({ shelf }, { chance }) => shelf.disk.crashInSteps(chance.below(40));
const crashInWrite: Trouble = ({ shelf }, { chance }) =>
  shelf.disk.failNextWrite(chance.pick(['crashBefore', 'crashAfter']));
const fullDisk: Trouble = ({ shelf }, { chance }) =>
  shelf.disk.failNextWrite(chance.pick(['quota', 'throw']));

const wireTroubles: readonly (readonly [number, readonly [string, Trouble]])[] = [
  [4, ['no network', outage]],
  [3, ['the stream breaks', (person) => person.line.dropStreams()]],
];
const troubles: typeof wireTroubles = [
  ...wireTroubles,
  [3, ['the page is gone', (person) => person.kill()]],
  [3, ['the device dies between two steps', crashBetweenSteps]],
  [2, ['the device dies in a write', crashInWrite]],
  [3, ['the disk takes nothing', fullDisk]],
  [2, ['the app is locked and opened', (person) => person.reload()]],
  [1, ['another window takes over', (person) => person.takeOver()]],
  [2, ['the clock jumps', clock]],
];

/** Begins; the answer ends all of it, so that the network can heal. */
export function startTrouble(deps: TroubleDeps): () => void {
  const { time, people, chance, until, isWireAlone } = deps;
  let isOver = false;
  const badness = chance.pick([0, 0.05, 0.15, 0.3, 0.5]);
  for (const { line } of people) {
    line.faults = isWireAlone ? chance.between(0.3, 0.6) : badness * chance.next();
    line.refusals = isWireAlone ? 8 : 1;
  }
  const every = chance.between(20_000, 300_000);
  const next = (): void => {
    if (isOver) return;
    const [name, trouble] = chance.weighted(isWireAlone ? wireTroubles : troubles);
    const person = chance.pick(people);
    deps.tell(`${person.name}: ${name}`);
    trouble(person, deps);
    time.after(chance.between(1_000, 2 * every), next);
  };
  time.after(chance.between(0, Math.min(every, until - time.now())), next);
  return () => {
    isOver = true;
    for (const { line, shelf } of people) {
      line.isUp = true;
      line.faults = 0;
      shelf.disk.calm();
    }
  };
}
