// The records behind one figure, page by page: exactly those that it counts, as far as the caller may read them.
import { grantedKeys, type FeedKey } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Indicator } from '../../shared/indicators/define-indicator.ts';
import type { StandingRate } from '../../shared/indicators/define-standing-rate.ts';
import type { Figure } from '../../shared/indicators/evaluate-indicator.ts';
import {
  recordsOnPage,
  type FigureRecordsQuestion,
  type FigureRecordsReply,
} from '../../shared/indicators/statistics-protocol.ts';
import { typesOfRate } from '../../shared/indicators/standing-tally.ts';
import { statisticsLines } from '../../shared/indicators/statistics-lines.ts';
import { createTrace } from '../../shared/indicators/trace-figure.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { DocumentId, LocalDate } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import { requireUnitWithin, type Asker } from '../access/require-unit-within.ts';
import type { Clock } from '../clock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store, StoreView } from '../store/store.ts';
import type { FigureCache } from './figure-cache.ts';

/** Refused: `notAllowed` for a unit out of scope, `badRequest` for a line that there is not. */
export type AnswerFigureRecords = (
  caller: Asker,
  question: FigureRecordsQuestion,
) => Promise<FigureRecordsReply>;

type Entry = { readonly id: DocumentId; readonly occurredOn: LocalDate; readonly figure?: Figure };
type Behind = { readonly figure: Figure; readonly records: readonly Entry[] };
type Reading = { readonly registry: Registry; readonly tree: OrgTree; readonly keys: readonly FeedKey[] };

export function createAnswerFigureRecords(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly figureCache: FigureCache;
}): AnswerFigureRecords {
  const { store, registry, clock, figureCache } = deps;
  return async (caller, question) => {
    requireUnitWithin(caller, question.unitId);
    const line = statisticsLines(registry).find(({ id }) => id === question.line);
    if (line === undefined) throw new AppError('badRequest', 'there is no figure of this name');
    const { tree } = caller;
    const reading = { registry, tree, keys: grantedKeys(caller.account, 'records', tree) };
    const { figure, records } =
      'rate' in line
        ? await behindRate(figureCache, reading, line.rate, question)
        : await store.survey((view) => behindIndicator(view, reading, line.indicator, question));
    const { after } = question;
    const left = after === undefined ? records : records.filter((each) => placeOf(each) < after);
    const page = left.slice(0, recordsOnPage);
    const last = left.length > page.length ? page.at(-1) : undefined;
    return {
      ...{ figure, total: records.length },
      rows: [...(await store.read((view) => rowsOf(view, page)))],
      ...(last === undefined ? {} : { after: placeOf(last) }),
      asOf: clock.now().toISOString(),
    };
  };
}

async function behindIndicator(
  view: StoreView,
  { registry, tree, keys }: Reading,
  indicator: Indicator,
  question: FigureRecordsQuestion,
): Promise<Behind> {
  const { from, until } = question;
  const words = await view.periods.wordsBetween(monthOf(from), monthOf(until));
  const personIdOf = await readPersonIdOf(view, keys);
  const trace = createTrace(question, indicator, { registry, tree, words, personIdOf });
  const sources = [...indicator.numerator, ...(indicator.denominator ?? [])];
  const types = [...new Set(sources.map(({ type }) => type))];
  await view.query.between({ collection: 'records', keys, from, until, types }, (json) =>
    trace.add(parseStored(json)),
  );
  return trace.read();
}

/** The records of both terms; where the base is a number entered once a year, its entries. */
async function behindRate(
  figureCache: FigureCache,
  { registry, tree, keys }: Reading,
  rate: StandingRate,
  question: FigureRecordsQuestion,
): Promise<Behind> {
  const { tally, read } = await figureCache.standing({ tree, keys }, question);
  const { records, lacking: _lacking, outside: _outside, ...figure } = read(rate, question);
  const types = typesOfRate(rate, registry);
  const entries = records.flatMap((id) => {
    const held = types.map((type) => tally.get(type)?.get(id)).find((each) => each !== undefined);
    return held === undefined ? [] : [{ id, occurredOn: held.record.occurredOn }];
  });
  return { figure, records: entries.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1)) };
}

async function rowsOf(view: StoreView, page: readonly Entry[]): Promise<FigureRecordsReply['rows']> {
  const rows: FigureRecordsReply['rows'] = [];
  for (const { id, figure } of page) {
    const stored = await view.documents.get('records', id);
    if (stored !== undefined)
      rows.push({ document: stored.document, ...(figure === undefined ? {} : { figure }) });
  }
  return rows;
}

/** Newest first, as the list is ordered. */
function placeOf({ occurredOn, id }: Pick<Entry, 'id' | 'occurredOn'>): string {
  return `${occurredOn} ${id}`;
}
