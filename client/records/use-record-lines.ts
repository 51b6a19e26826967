// Documents as lines of a list, in the words of their definitions.
import { lineText } from '../../shared/forms/describe-record.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import { isLate } from '../../shared/review/period-lock.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useDescribeOptions } from '../ui/use-describe-options.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell } from '../ui/use-watchable.ts';
import { useReviewerName } from './use-reviewer-name.ts';
import { recordStatus, type RecordStatus } from './record-status.ts';

export type RecordLineText = {
  readonly id: string;
  readonly label: string;
  readonly tile: string;
  readonly title: string;
  readonly summary: string;
  readonly occurredOn: string;
  readonly unit: string;
  readonly status: RecordStatus;
  /** The status in words: whoever reviewed it is named. */
  readonly statusText: string;
  /** Keys of `records.*`: what else is to be known at a glance. */
  readonly marks: readonly ('late' | 'onBehalf')[];
};

/** The answer reads the sync status, so a line that is drawn from it follows receipts as they come. */
export function useRecordLines(): (document: SyncedDocument) => RecordLineText {
  const { registry } = useServices();
  const { syncStatus } = useOpenSession();
  const { t, labelText } = useLanguage();
  const describe = useDescribeOptions();
  const { nameOf } = useOrgNames();
  const reviewerOf = useReviewerName();
  const overview = useCell(syncStatus.overview);
  /** In the first seconds the kinds beyond the first ones are still on their way. */
  const nameless = (type: string): string => (registry.isWhole.value ? type : '…');
  return (written) => {
    const definition = registry.get(written.type);
    const document = definition === undefined ? written : upgradeRecord(definition, written);
    const options = describe.value;
    const status = recordStatus(
      document,
      overview.value === undefined ? 'received' : syncStatus.statusOf(document),
    );
    return {
      id: document.id,
      label: definition === undefined ? nameless(document.type) : labelText(definition.label),
      tile: definition?.tile ?? '·',
      title: definition === undefined ? '' : lineText(definition.title, definition, document, options),
      summary: definition === undefined ? '' : lineText(definition.summary, definition, document, options),
      occurredOn: document.occurredOn,
      unit: nameOf(document.orgUnitId),
      status,
      statusText:
        status === 'approved' && reviewerOf(document) !== ''
          ? t('records.status.approvedBy', { unit: reviewerOf(document) })
          : t(`records.status.${status}`),
      marks: [
        ...(isLate(document) ? (['late'] as const) : []),
        ...(document.onBehalf === undefined ? [] : (['onBehalf'] as const)),
      ],
    };
  };
}
