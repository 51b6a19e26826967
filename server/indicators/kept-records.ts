// What is kept of one scope's records: buckets of the months that were asked about, brought up to date by the feed's changes.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { createFigureBuckets, type FigureBuckets } from '../../shared/indicators/figure-buckets.ts';
import { standingTypes } from '../../shared/indicators/standing-tally.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import type { Indicator } from '../../shared/indicators/define-indicator.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { createPersonIdOf, type PersonIdOf } from '../../shared/people/merged-people.ts';
import { mergedIntoOf } from '../../shared/people/person-values.ts';
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { countedOn, monthOf, type Month } from '../../shared/review/period-lock.ts';
import { parseStored } from '../store/stored-document.ts';
import type { StoreView } from '../store/store.ts';
import { allDays } from './count-scope.ts';
import { createKeptStanding, type KeptStanding } from './kept-standing.ts';

const pageSize = 500;

export type KeptRecords = {
  /** Follows the feed from where it stood to this snapshot. False when it cannot: begin anew. */
  readonly follow: (view: StoreView) => Promise<boolean>;
  /** Reads months that are not kept yet from the store, in one go. */
  readonly load: (view: StoreView, months: readonly Month[]) => Promise<void>;
  /** Buckets of a month that was loaded, as this snapshot has it. */
  readonly month: (month: Month) => ReturnType<FigureBuckets['ofMonth']>;
  /** Records that rates are made of, of all days. */
  readonly standing: (view: StoreView) => Promise<KeptStanding>;
  /** Who stands for whom among the people of these feeds. */
  readonly personIdOf: (view: StoreView) => Promise<PersonIdOf>;
};

/** `onChange`: a month that is kept is no longer what it was. */
export function createKeptRecords(
  keys: readonly FeedKey[],
  deps: { readonly registry: Registry; readonly indicators: readonly Indicator[] },
  onChange: (month: Month) => void,
): KeptRecords {
  const buckets = createFigureBuckets(deps);
  const [loaded, revisions] = [new Set<Month>(), new Map<DocumentId, number>()];
  const types = standingTypes(standingRates, deps.registry);
  let standing: KeptStanding | undefined;
  const people = createKeptMerges(keys);
  let at: { readonly position: number; readonly stamp: string; readonly epoch: string } | undefined;

  const add = (record: SyncedDocument): void => {
    buckets.add(record);
    revisions.set(record.id, record.rev);
  };
  /** The revision that was added stands in the history, whatever became of the record since. */
  const remove = async (view: StoreView, id: DocumentId): Promise<void> => {
    const rev = revisions.get(id);
    if (rev === undefined) return;
    const before = await view.documents.revision('records', id, rev);
    if (before === undefined) throw new Error(`revision ${rev} of ${id} is not in the history`);
    buckets.remove(before.document);
    revisions.delete(id);
    onChange(monthOf(countedOn(before.document)));
  };
  const apply = async (view: StoreView, entry: ChangedRecord): Promise<void> => {
    await remove(view, entry.id);
    const record = parseStored(entry.json);
    const isThere = entry.isCurrent && !record._deleted;
    if (isThere && loaded.has(monthOf(countedOn(record)))) {
      add(record);
      onChange(monthOf(countedOn(record)));
    }
    if (isThere) standing?.put(record);
    else standing?.drop(record.id);
  };
  return {
    follow: async (view) => {
      const { position, stamp } = await view.feed.committed();
      const { epoch } = await view.deployment.get();
      if (at !== undefined) {
        const isSameHistory = at.epoch === epoch && (await view.feed.stampAt(at.position)) === at.stamp;
        if (!isSameHistory) return false;
        const since = { keys, after: at.position };
        await eachChange(view, 'records', since, (entry) => apply(view, entry));
        await people.follow(view, since.after);
      }
      at = { position, stamp, epoch };
      return true;
    },
    load: async (view, months) => {
      const missing = new Set(months.filter((month) => !loaded.has(month)));
      const [first, last] = [[...missing].at(0), [...missing].at(-1)];
      if (first === undefined || last === undefined) return;
      const { from } = periodNamed('month', `${first}-01`);
      const { until } = periodNamed('month', `${last}-01`);
      await view.query.between({ collection: 'records', keys, from, until }, (json) => {
        const record = parseStored(json);
        if (missing.has(monthOf(countedOn(record)))) add(record);
      });
      for (const month of missing) loaded.add(month);
    },
    month: (month) => buckets.ofMonth(month),
    standing: async (view) => {
      if (standing === undefined) {
        const found = createKeptStanding(deps.registry);
        await view.query.between({ collection: 'records', keys, ...allDays, types }, (json) =>
          found.put(parseStored(json)),
        );
        standing = found;
      }
      return standing;
    },
    personIdOf: people.read,
  };
}

/** Only people who were merged are kept: few of many. */
function createKeptMerges(keys: readonly FeedKey[]) {
  let merged: Map<DocumentId, SyncedDocument> | undefined;
  let personIdOf: PersonIdOf | undefined;
  return {
    /** The same function as long as nobody was merged or separated. */
    read: async (view: StoreView): Promise<PersonIdOf> => {
      if (merged === undefined) {
        const found = new Map<DocumentId, SyncedDocument>();
        await view.query.having({ collection: 'people', keys, path: ['values', 'mergedInto'] }, (json) => {
          const person = parseStored(json);
          found.set(person.id, person);
        });
        merged = found;
      }
      personIdOf ??= createPersonIdOf(merged.values());
      return personIdOf;
    },
    follow: async (view: StoreView, after: number): Promise<void> => {
      await eachChange(view, 'people', { keys, after }, ({ id, isCurrent, json }) => {
        const person = parseStored(json);
        const isMerged = isCurrent && !person._deleted && mergedIntoOf(person) !== undefined;
        const isNew = isMerged ? merged?.set(id, person) !== undefined : merged?.delete(id) === true;
        if (isNew) personIdOf = undefined;
      });
    },
  };
}

type ChangedRecord = { readonly id: DocumentId; readonly isCurrent: boolean; readonly json: string };

async function eachChange(
  view: StoreView,
  collection: CollectionName,
  since: { readonly keys: readonly FeedKey[]; readonly after: number },
  take: (entry: ChangedRecord) => Promise<void> | void,
): Promise<void> {
  for (let { after } = since; ;) {
    const page = await view.feed.page(collection, since.keys, after, pageSize);
    for (const entry of page) await take(entry);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.position;
  }
}
