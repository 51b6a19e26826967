// The queue of the review desk: what waits for this account, in lines and with what is remarkable about each.
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { remarksOn, type Remark } from '../../shared/review/remarks.ts';
import { useRecordLines, type RecordLineText } from '../records/use-record-lines.ts';
import { useToReview } from '../review/use-to-review.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useWatchableOf } from '../ui/use-watchable.ts';
import { useSubmittedBeyond } from './use-submitted-beyond.ts';

export type QueueItem = {
  readonly record: SyncedDocument;
  readonly line: RecordLineText;
  readonly remarks: readonly Remark[];
};

export type ReviewQueue = {
  /** Everything that waits. */
  readonly all: ComputedRef<readonly QueueItem[]>;
  /** As searched, in the order that was chosen. */
  readonly shown: ComputedRef<readonly QueueItem[]>;
  readonly text: Ref<string>;
  readonly isByUnit: Ref<boolean>;
};

export function useReviewQueue(): ReviewQueue {
  const { registry } = useServices();
  const { repositories } = useOpenSession();
  const toReview = useToReview();
  const beyond = useSubmittedBeyond();
  const lineOf = useRecordLines();
  const text = ref('');
  const isByUnit = ref(false);
  const waiting = computed(() => {
    const held = new Set(toReview.value.map(({ id }) => id));
    return [...toReview.value, ...beyond.value.filter(({ id }) => !held.has(id))];
  });
  const firstDay = computed(() =>
    waiting.value.reduce((first, { occurredOn }) => (occurredOn < first ? occurredOn : first), '9999-12-31'),
  );
  /** Whatever this device holds of those days: a double may have been reviewed long ago. */
  const since = useWatchableOf(
    firstDay,
    (occurredFrom) => repositories.records.watchList({ occurredFrom }),
    [],
  );
  /** Unit, kind and day; of what stands in one record only, the kind: only records that share it are looked at together. */
  const placeOf = ({ orgUnitId, type, occurredOn }: SyncedDocument): string =>
    registry.get(type)?.oncePer === undefined ? `${orgUnitId} ${type} ${occurredOn}` : type;
  const neighbours = computed(() => byPlace([...waiting.value, ...since.value], placeOf));
  const all = computed(() =>
    waiting.value.map((record): QueueItem => ({
      record,
      line: lineOf(record),
      remarks: remarksOn(registry.get(record.type), record, neighbours.value.get(placeOf(record)) ?? []),
    })),
  );
  const shown = computed(() => {
    const words = text.value.trim().toLowerCase();
    const found = words === '' ? all.value : all.value.filter((item) => textOf(item).includes(words));
    if (!isByUnit.value) return found;
    // The sort is stable: within a unit the order of arrival stays. Units stand in the order of their code.
    return found
      .slice()
      .sort((a, b) =>
        a.record.orgUnitId === b.record.orgUnitId ? 0 : a.record.orgUnitId < b.record.orgUnitId ? -1 : 1,
      );
  });
  return { all, shown, text, isByUnit };
}

function byPlace(
  records: readonly SyncedDocument[],
  placeOf: (record: SyncedDocument) => string,
): ReadonlyMap<string, readonly SyncedDocument[]> {
  const found = new Map<string, SyncedDocument[]>();
  for (const record of records) {
    const there = found.get(placeOf(record));
    if (there === undefined) found.set(placeOf(record), [record]);
    else there.push(record);
  }
  return found;
}

function textOf({ record, line }: QueueItem): string {
  const written = [line.label, line.title, line.summary, line.unit, record.occurredOn];
  return `${written.join(' ')} ${JSON.stringify(record.values)}`.toLowerCase();
}
