// Figures of a county or a city without reading all records again: what was counted is kept by month and follows the store.
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import type { FigureDeps, FigureQuestion, UnitFigures } from '../../shared/indicators/count-figures.ts';
import { createFigureBuckets, type Bucket } from '../../shared/indicators/figure-buckets.ts';
import { combineSums, readSums, sumBuckets, type FigureSums } from '../../shared/indicators/sum-figures.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { monthOf, type Month } from '../../shared/review/period-lock.ts';
import { monthsBetween } from '../../shared/review/periods-protocol.ts';
import { createStandingReader } from '../../shared/indicators/count-standing.ts';
import { lookUp } from '../store/period-locks.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store, StoreView } from '../store/store.ts';
import { countFiguresAfresh } from './count-afresh.ts';
import { allDays, type CountScope } from './count-scope.ts';
import { createKeptRecords, type KeptRecords } from './kept-records.ts';
import { createKeptAnswers, type StandingRatesRead } from './kept-standing.ts';
import { readStandingTally, type StandingChoice } from './standing-records.ts';

/** The same as `countAfresh`, whatever happened in the store since it was asked last, by this process or another. */
export type FigureCache = {
  readonly figures: (scope: CountScope, question: FigureQuestion) => Promise<UnitFigures>;
  /** Rates of any unit of the scope and any days, one after another. */
  readonly standing: (scope: CountScope, choice: StandingChoice) => Promise<StandingRatesRead>;
};

/** Scopes that are kept at once: a city and its counties. The one that was not asked for longest goes. */
const mostScopes = 12;
/** Sums of one month for one unit that are kept of a scope at once. */
const mostSums = 2_000;

/** With the words on the month that they were read under. */
type KeptSums = { readonly said: string; readonly sums: FigureSums };

type Scope = {
  readonly kept: KeptRecords;
  readonly sums: Map<Month, Map<string, KeptSums>>;
  readonly answers: ReturnType<typeof createKeptAnswers>;
  tree: OrgTree;
  /** Questions of one scope are answered one after another: each sees the store at least as new as the one before. */
  turn: Promise<unknown>;
};

export function createFigureCache(deps: { readonly store: Store; readonly registry: Registry }): FigureCache {
  const { store, registry } = deps;
  const indicators = indicatorsOf(registry);
  const scopes = new Map<string, Scope>();
  const scopeOf = ({ keys, tree }: CountScope): readonly [string, Scope] => {
    const name = keys.join(' ');
    const scope = scopes.get(name) ?? createScope({ keys, tree }, { registry, indicators });
    scopes.delete(name);
    scopes.set(name, scope);
    const [oldest] = scopes.keys();
    if (scopes.size > mostScopes && oldest !== undefined) scopes.delete(oldest);
    return [name, scope];
  };
  /** Undefined when what is kept is of another history than the store's: it is laid aside. */
  const fromKept = async <T>(counted: CountScope, read: ReadKept<T>): Promise<T | undefined> => {
    const [name, scope] = scopeOf(counted);
    const work = async (): Promise<T | undefined> => {
      let told: T | undefined;
      try {
        told = await store.survey(async (view) =>
          (await scope.kept.follow(view)) ? read(view, scope) : undefined,
        );
        return told;
      } finally {
        // Half brought up to date is no state to go on from.
        if (told === undefined && scopes.get(name) === scope) scopes.delete(name);
      }
    };
    const turn = scope.turn.then(work, work);
    scope.turn = turn;
    return turn;
  };
  const figures = async (counted: CountScope, question: FigureQuestion): Promise<UnitFigures> => {
    const kept = isLarge(counted)
      ? await fromKept(counted, async (view, scope) => {
          const { months, deps: read } = await readMonths(view, scope, counted, question);
          return readSums(months, question, read);
        })
      : undefined;
    return kept ?? store.survey((view) => countFiguresAfresh(view, registry, counted, question));
  };
  const standing: FigureCache['standing'] = async (counted, choice) => {
    const kept = isLarge(counted)
      ? await fromKept(counted, async (view, scope) => {
          const held = await scope.kept.standing(view);
          const personIdOf = await scope.kept.personIdOf(view);
          const { tree } = counted;
          const words = await view.periods.listBetween(monthOf(allDays.from), monthOf(allDays.until));
          const said = words.map(({ decisionId }) => decisionId).join(' ');
          const tally = held.tally({ ...choice, said, tree, words: lookUp(words) });
          return { tally, read: scope.answers(tally, { registry, tree, personIdOf }) };
        })
      : undefined;
    return kept ?? store.survey((view) => readStandingAfresh(view, counted, choice, registry));
  };
  const readMonths = async (
    view: StoreView,
    scope: Scope,
    { tree, keys }: CountScope,
    question: FigureQuestion,
  ): Promise<{ readonly months: FigureSums; readonly deps: FigureDeps }> => {
    if (scope.tree !== tree) scope.sums.clear();
    scope.tree = tree;
    const said = await view.periods.listBetween(monthOf(allDays.from), monthOf(question.until));
    const personIdOf = await scope.kept.personIdOf(view);
    const read = { registry, tree, indicators, words: lookUp(said), personIdOf };
    const all = stretches(question);
    await scope.kept.load(
      view,
      all.flatMap(({ month, isWhole }) => (isWhole ? [month] : [])),
    );
    const months: FigureSums[] = [];
    for (const stretch of all) {
      const { month, isWhole } = stretch;
      const words = said.flatMap((word) => (word.month === month ? [word.decisionId] : [])).join(' ');
      months.push(
        isWhole
          ? monthSums(scope, { question, month, said: words }, read)
          : sumBuckets(await bucketsOf(view, keys, stretch, read), question, read),
      );
    }
    return { months: combineSums(question, months), deps: read };
  };
  return { figures, standing };
}

/** Of a scope that is not kept. */
async function readStandingAfresh(
  view: StoreView,
  scope: CountScope,
  choice: StandingChoice,
  registry: Registry,
): Promise<StandingRatesRead> {
  const tally = await readStandingTally(view, scope, choice, registry);
  const personIdOf = await readPersonIdOf(view, scope.keys);
  return { tally, read: createStandingReader(tally, { registry, tree: scope.tree, personIdOf }) };
}

type ReadKept<T> = (view: StoreView, scope: Scope) => Promise<T>;

/** Of a township or a village it takes no time to count afresh, and there are many of them. */
function isLarge({ keys, tree }: CountScope): boolean {
  return keys.some((key) => {
    const level = key.startsWith('up:') ? tree.unit(key.slice(3))?.level : undefined;
    return level === 'province' || level === 'city' || level === 'county';
  });
}

function createScope({ keys, tree }: CountScope, deps: Pick<FigureDeps, 'registry' | 'indicators'>): Scope {
  const sums: Scope['sums'] = new Map();
  const kept = createKeptRecords(keys, deps, (month) => sums.delete(month));
  return { kept, sums, tree, answers: createKeptAnswers(), turn: Promise.resolve() };
}

type MonthQuestion = { readonly question: FigureQuestion; readonly month: Month; readonly said: string };

/** `said`: the words on the month that the sums were read under. */
function monthSums(scope: Scope, { question, month, said }: MonthQuestion, deps: FigureDeps): FigureSums {
  const buckets = scope.kept.month(month);
  const ofMonth = scope.sums.get(month) ?? new Map<string, KeptSums>();
  const name = `${question.unitId} ${question.lockedOnly === true}`;
  const known = ofMonth.get(name);
  // Words matter to an answer of locked months alone, but they are few.
  if (known?.said === said) return known.sums;
  const sums = sumBuckets(buckets, question, deps);
  if ([...scope.sums.values()].reduce((count, { size }) => count + size, 0) >= mostSums) scope.sums.clear();
  scope.sums.set(month, ofMonth.set(name, { said, sums }));
  return sums;
}

type Stretch = {
  readonly month: Month;
  readonly from: string;
  readonly until: string;
  readonly isWhole: boolean;
};

/** The period month by month; one that it cuts is not whole. */
function stretches({ from, until }: FigureQuestion): readonly Stretch[] {
  return monthsBetween(monthOf(from), monthOf(until)).map((month) => {
    const whole = periodNamed('month', `${month}-01`);
    const days = {
      from: from > whole.from ? from : whole.from,
      until: until < whole.until ? until : whole.until,
    };
    return { month, ...days, isWhole: days.from === whole.from && days.until === whole.until };
  });
}

/** Of days that are not a whole month: read each time. */
async function bucketsOf(
  view: StoreView,
  keys: CountScope['keys'],
  { month, from, until }: Stretch,
  deps: FigureDeps,
): Promise<readonly Bucket[]> {
  const buckets = createFigureBuckets(deps);
  await view.query.between({ collection: 'records', keys, from, until }, (json) =>
    buckets.add(parseStored(json)),
  );
  return buckets.ofMonth(month);
}
