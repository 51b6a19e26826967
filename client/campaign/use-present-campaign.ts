// The campaign that runs now: the newest of this device that has not ended, with its themes and the stage of today.
import { computed, type ComputedRef } from 'vue';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from '../../shared/records/json-value.ts';
import type { LocalDate, SyncedDocument } from '../../shared/records/record.ts';
import { standingState } from '../../shared/records/standing-state.ts';
import { useRecordsOf } from '../home/use-records-of.ts';
import { useServices } from '../session/use-session.ts';

export type CampaignStage = {
  readonly name: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly when: 'past' | 'now' | 'ahead';
};
export type PresentCampaign = {
  readonly record: SyncedDocument;
  readonly name: string;
  readonly themes: readonly string[];
  readonly requirements: readonly string[];
  readonly stages: readonly CampaignStage[];
};

export function usePresentCampaign(): ComputedRef<PresentCampaign | undefined> {
  const { registry, clock } = useServices();
  const campaigns = useRecordsOf(({ id }) => id === 'campaign');
  const progress = useRecordsOf(({ id }) => id === 'campaign-progress');
  return computed(() => {
    const today = clock.today();
    const isRunning = (record: SyncedDocument): boolean => {
      const about = progress.value.filter(({ aboutId }) => aboutId === record.id);
      const { endOn } = record.values;
      const hasEnded = typeof endOn === 'string' && endOn < today;
      return record.reviewState !== 'void' && !hasEnded && !standingState(about, registry).isClosed;
    };
    const record = campaigns.value.find(isRunning);
    if (record === undefined) return undefined;
    const { values } = record;
    return {
      ...{ record, name: textOf(values['name']) },
      themes: rowsOf(values['themes']).map(({ theme }) => textOf(theme)),
      requirements: rowsOf(values['requirements']).map(({ requirement }) => textOf(requirement)),
      stages: rowsOf(values['stages']).map((row) => stageOf(row, today)),
    };
  });
}

/** A stage without an end lasts. */
function stageOf({ name, from, to }: JsonObject, today: LocalDate): CampaignStage {
  const [begins, ends] = [textOf(from), textOf(to)];
  const isPast = ends !== '' && ends < today;
  return {
    ...{ name: textOf(name), from: begins },
    ...(ends === '' ? {} : { until: ends }),
    when: isPast ? 'past' : begins > today ? 'ahead' : 'now',
  };
}

function rowsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return itemsOf(value).filter((row) => isJsonObject(row));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
