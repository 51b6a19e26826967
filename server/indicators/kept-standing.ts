// What is kept of the records that rates are made of, by type: of a type that did not change the same map is told again, and its rates too.
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import {
  createStandingReader,
  type StandingDeps,
  type StandingFigure,
  type StandingIndexes,
  type StandingReader,
} from '../../shared/indicators/count-standing.ts';
import type { FigureDeps } from '../../shared/indicators/count-figures.ts';
import {
  standingTypes,
  typesOfRate,
  type HeldOfType,
  type HeldRecord,
  type StandingTally,
} from '../../shared/indicators/standing-tally.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { heldAs, type StandingChoice } from './standing-records.ts';

/** `said`: the words on months, so that it is seen when others were said. */
export type StandingJudging = StandingChoice & Pick<FigureDeps, 'tree' | 'words'> & { readonly said: string };

export type KeptStanding = {
  /** Replaces what was held under its id; a record of another type than rates are made of is passed over. */
  readonly put: (record: SyncedDocument) => void;
  readonly drop: (id: DocumentId) => void;
  readonly tally: (judging: StandingJudging) => StandingTally;
};

/** A tally with a reader of it; what either tells stays true of the moment it was made at. */
export type StandingRatesRead = { readonly tally: StandingTally; readonly read: StandingReader };

type Judged = {
  readonly version: number;
  readonly by: readonly unknown[];
  readonly held: HeldOfType;
};

export function createKeptStanding(registry: Registry): KeptStanding {
  const types = standingTypes(standingRates, registry);
  const records = new Map(types.map((type) => [type, new Map<DocumentId, SyncedDocument>()]));
  const versions = new Map<string, number>();
  const judged = new Map<string, Judged>();
  const change = (type: string): void => {
    versions.set(type, (versions.get(type) ?? 0) + 1);
  };
  const drop = (id: DocumentId): void => {
    for (const [type, ofType] of records) if (ofType.delete(id)) change(type);
  };
  return {
    put: (record) => {
      drop(record.id);
      if (records.get(record.type)?.set(record.id, record) !== undefined) change(record.type);
    },
    drop,
    tally: (judging) =>
      new Map(
        [...records].map(([type, ofType]) => {
          const isLocked = judging.lockedOnly === true;
          const by = isLocked ? [judging.said, judging.tree] : [];
          const [name, version] = [`${type} ${isLocked}`, versions.get(type) ?? 0];
          const known = judged.get(name);
          if (known?.version === version && isSame(known.by, by)) return [type, known.held];
          const held = judge(ofType, judging, registry);
          judged.set(name, { version, by, held });
          return [type, held];
        }),
      ),
  };
}

function judge(
  records: ReadonlyMap<DocumentId, SyncedDocument>,
  judging: StandingJudging,
  registry: Registry,
): HeldOfType {
  const held = new Map<DocumentId, HeldRecord>();
  for (const [id, record] of records) {
    const as = heldAs(record, judging, { ...judging, registry });
    if (as !== undefined) held.set(id, as);
  }
  return held;
}

/** Ids behind kept answers at most, over all of them: some 16 MB. */
const mostIds = 2_000_000;

type KeptAnswer = { readonly of: readonly unknown[]; readonly figure: StandingFigure };

/** Readers that tell again what they told of the same records, units, days, tree and people. */
export function createKeptAnswers(): (tally: StandingTally, deps: StandingDeps) => StandingReader {
  const answers = new Map<string, KeptAnswer>();
  const made: StandingIndexes = new WeakMap();
  let ids = 0;
  return (tally, deps) => {
    const read = createStandingReader(tally, deps, made);
    return (rate, question) => {
      const { unitId, from, until } = question;
      const of = [
        ...[deps.tree, deps.personIdOf],
        ...typesOfRate(rate, deps.registry).map((type) => tally.get(type)),
      ];
      const name = [rate.id, unitId, from, until].join(' ');
      const known = answers.get(name);
      if (known !== undefined && isSame(known.of, of)) return known.figure;
      const figure = read(rate, question);
      ids += figure.records.length - (known?.figure.records.length ?? 0);
      if (ids > mostIds) answers.clear();
      if (answers.size === 0) ids = figure.records.length;
      answers.set(name, { of, figure });
      return figure;
    };
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
