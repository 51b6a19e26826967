// What came back and is this account's to correct: one's own first, then what others of the unit wrote.
import { isToCorrect } from '../../shared/access/policy.ts';
import type { Account } from '../../shared/access/role.ts';
import { createOrgTree } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Repositories } from '../database/repositories.ts';
import { createCell, type Cell } from '../database/watchable.ts';

export type RecordsToCorrectDeps = Pick<Repositories, 'records' | 'orgUnits' | 'decisions'> & {
  readonly account: Account;
};
export type RecordsToCorrect = {
  readonly all: Cell<readonly SyncedDocument[]>;
  /** Asks `isReturned` again. */
  readonly look: () => void;
  readonly stop: () => void;
};

/** `isReturned`: it still waits for a correction, as far as this device knows. Whoever returned a record waits for others. */
export function createRecordsToCorrect(
  { account, records, orgUnits, decisions }: RecordsToCorrectDeps,
  isReturned: (record: SyncedDocument) => boolean,
): RecordsToCorrect {
  const all = createCell<readonly SyncedDocument[]>([]);
  let tree = createOrgTree([]);
  let returned: readonly SyncedDocument[] = [];
  let returnedHere: ReadonlySet<string> = new Set();
  const look = (): void => {
    const mine = returned.filter(
      (record) =>
        isReturned(record) &&
        isToCorrect(account, record, tree) &&
        !returnedHere.has(`${record.id} ${record.rev}`),
    );
    const isOwn = ({ createdBy }: SyncedDocument): boolean => createdBy === account.id;
    const next = [...mine.filter(isOwn), ...mine.filter((record) => !isOwn(record))];
    const before = all.get();
    // Asked at every change of any document: only news are told.
    if (next.length !== before.length || next.some((record, index) => record !== before[index]))
      all.set(next);
  };
  const stops = [
    orgUnits.watchTree().subscribe((next) => {
      tree = next;
      look();
    }),
    records.watchList({ reviewStates: ['returned'] }).subscribe((next) => {
      returned = next;
      look();
    }),
    decisions.watchOwn().subscribe((own) => {
      // The revision that each made, if it was applied: nothing came between it and the version that it names.
      returnedHere = new Set(
        own.map(({ aboutId, values }) => `${aboutId} ${Number(values['recordRev']) + 1}`),
      );
      look();
    }),
  ];
  return {
    all,
    look,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
