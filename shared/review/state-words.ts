// Review states in the words of ledgers and exports.
import type { Label } from '../forms/field-types.ts';
import type { ReviewState } from '../records/record.ts';

export const stateWords: Readonly<Record<ReviewState, Label>> = {
  none: { zh: '未上传', en: 'Not sent' },
  submitted: { zh: '待审', en: 'Awaiting review' },
  returned: { zh: '退回', en: 'Returned' },
  approved: { zh: '已审', en: 'Reviewed' },
  archived: { zh: '已归档', en: 'Archived' },
  void: { zh: '作废', en: 'Void' },
};
