// The queue of the review desk: what waits for this account, in lines and with what is remarkable about each.
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { remarksOn, type Remark } from '../../shared/review/remarks.ts';
import { useRecordLines, type RecordLineText } from '../records/use-record-lines.ts';
import { useToReview } from '../review/use-to-review.ts';
import { useServices } from '../session/use-session.ts';
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
  const toReview = useToReview();
  const beyond = useSubmittedBeyond();
  const lineOf = useRecordLines();
  const text = ref('');
  const isByUnit = ref(false);
  const all = computed(() => {
    const held = new Set(toReview.value.map(({ id }) => id));
    return [...toReview.value, ...beyond.value.filter(({ id }) => !held.has(id))].map(
      (record): QueueItem => ({
        record,
        line: lineOf(record),
        remarks: remarksOn(registry.get(record.type), record),
      }),
    );
  });
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

function textOf({ record, line }: QueueItem): string {
  const written = [line.label, line.title, line.summary, line.unit, record.occurredOn];
  return `${written.join(' ')} ${JSON.stringify(record.values)}`.toLowerCase();
}
