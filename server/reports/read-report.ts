// A report of a unit and a period from the store: everything in scope up to its last day, through the shared rules.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { briefingIndicators } from '../../shared/indicators/catalogue/of-briefing.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import { recordsHeld, standingTypes, type StandingTally } from '../../shared/indicators/standing-tally.ts';
import type { Indicator } from '../../shared/indicators/define-indicator.ts';
import type { StandingRate } from '../../shared/indicators/define-standing-rate.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';
import type { ReportStyle } from '../../shared/reports/build-report.ts';
import type { Outline } from '../../shared/reports/define-outline.ts';
import { createMaterial, type ReportQuestion } from '../../shared/reports/report-material.ts';
import { checkReport, type Finding } from '../../shared/reports/check-report.ts';
import { namesIn } from '../../shared/reports/names-in.ts';
import { issueList, type IssueQuestion } from '../../shared/reports/issue-list.ts';
import { onePageFindings } from '../../shared/reports/notice-page.ts';
import type { Annex, AnnexDeps } from '../../shared/reports/report-annexes.ts';
import { namesOfPerson, otherNames } from '../../shared/reports/registry-names.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import { screeningProgress } from '../../shared/reports/screening-progress.ts';
import { writeReport } from '../../shared/reports/write-report.ts';
import type { Clock } from '../clock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store, StoreView } from '../store/store.ts';

export type ReadReport = (
  scope: { readonly tree: OrgTree; readonly keys: readonly FeedKey[] },
  outline: Outline,
  question: ReportQuestion,
  writing: { readonly locale: Locale; readonly style: ReportStyle },
) => Promise<CheckedReport>;

/** With what its checks found, and the definitions that it was counted by. */
export type CheckedReport = AnnexDeps &
  Pick<Outline, 'page'> & {
    readonly report: Report;
    readonly findings: readonly Finding[];
    /** Of people whom the records name, and by which the registry knows them beside. */
    readonly names: ReadonlySet<string>;
    /** What the outline lists, record by record. */
    readonly lists: readonly Annex[];
  };

const beginning = '1900-01-01';

/** The caller says which feeds are read; an account's are those of its figures. */
export function createReadReport(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
}): ReadReport {
  const { store, registry, clock } = deps;
  return async ({ tree, keys }, outline, question, writing) =>
    store.survey(async (view) => {
      const { from, until } = question;
      const words = await view.periods.wordsBetween(monthOf(beginning), monthOf(until));
      const personIdOf = await readPersonIdOf(view, keys);
      const indicators = indicatorsNamed(outline, registry);
      const rates = ratesNamed(outline);
      const material = { registry, tree, words, personIdOf, indicators, rates };
      const gathering = createMaterial(question, outline, material);
      const names = new Set(await readRegistryNames(view, keys));
      const each = (days: { from: string; until: string }, types?: readonly string[]): Promise<void> =>
        eachRecord(view, keys, days, types, (json) => {
          const record = parseStored(json);
          gathering.add(record);
          for (const name of namesIn([record])) names.add(name);
        });
      await each({ from, until });
      await each(
        { from: beginning, until: dayBefore(from) },
        typesBefore(outline, registry, { indicators, rates }),
      );
      const asOf = clock.now().toISOString();
      const read = gathering.read();
      const report = writeReport(outline, question, read, material, { ...writing, asOf });
      const findings = [
        ...checkReport(report, names),
        ...(outline.page === 'notice' ? onePageFindings(report) : []),
      ];
      const { page } = outline;
      const lists = listsOf(outline, read.standing, { ...question, locale: writing.locale }, material);
      return {
        ...{ report, findings, names, lists, registry, indicators, rates },
        ...(page === undefined ? {} : { page }),
      };
    });
}

/** What stands outside of locked months is no part of a list either. */
function listsOf(
  { list }: Outline,
  standing: StandingTally,
  question: IssueQuestion,
  deps: { readonly registry: Registry; readonly tree: OrgTree },
): readonly Annex[] {
  if (list === undefined) return [];
  return list === 'screening-progress'
    ? [screeningProgress(standing, question, deps)]
    : [issueList(recordsHeld(standing), question, deps)];
}

/** Records write one name of a person; the registry may know others. */
async function readRegistryNames(view: StoreView, keys: readonly FeedKey[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const field of otherNames)
    await view.query.having({ collection: 'people', keys, path: ['values', field] }, (json) =>
      names.push(...namesOfPerson(parseStored(json))),
    );
  return names;
}

/** Only what the outline names is counted. */
function indicatorsNamed(outline: Outline, registry: Registry): readonly Indicator[] {
  const named = new Set(
    outline.facts.flatMap(({ source }) =>
      'indicator' in source ? [source.indicator] : 'change' in source ? [source.change] : [],
    ),
  );
  const offered = [...indicatorsOf(registry), ...briefingIndicators, ...(outline.indicators ?? [])];
  return offered.filter(({ id }) => named.has(id));
}

function ratesNamed(outline: Outline): readonly StandingRate[] {
  const named = new Set(
    outline.facts.flatMap(({ source }) => ('standing' in source ? [source.standing] : [])),
  );
  return [...standingRates, ...(outline.rates ?? [])].filter(({ id }) => named.has(id));
}

/** Of the time before the period: what lives on, what is picked, and what is compared with the year before. */
function typesBefore(
  outline: Outline,
  registry: Registry,
  {
    indicators,
    rates,
  }: { readonly indicators: readonly Indicator[]; readonly rates: readonly StandingRate[] },
): readonly string[] {
  const picked = outline.facts.flatMap(({ source }) => ('pick' in source ? [source.pick.type] : []));
  const standing = picked.filter((type) => registry.get(type)?.life === 'standing');
  const following = registry.all.filter(({ continues }) =>
    continues?.some((type) => standing.includes(type)),
  );
  const changes = new Set(outline.facts.flatMap(({ source }) => ('change' in source ? [source.change] : [])));
  const compared = indicators
    .filter(({ id }) => changes.has(id))
    .flatMap(({ numerator, denominator = [] }) => [...numerator, ...denominator]);
  return [
    ...new Set([
      ...standingTypes(rates, registry),
      ...standing,
      ...following.map(({ id }) => id),
      ...compared.map(({ type }) => type),
    ]),
  ];
}

async function eachRecord(
  view: StoreView,
  keys: readonly FeedKey[],
  days: { readonly from: string; readonly until: string },
  types: readonly string[] | undefined,
  take: (json: string) => void,
): Promise<void> {
  const question = { collection: 'records', keys, ...days } as const;
  await view.query.between(types === undefined ? question : { ...question, types }, take);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
