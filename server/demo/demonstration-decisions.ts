// What reviewers said of the demonstration's records: most are approved, some came back, a few wait or are void.
import { contentHash } from '../../shared/records/content-hash.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { DecisionAction } from '../../shared/review/review-state.ts';
import { reviewerOf } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import { daysBefore, type Plan, type PlannedDocument } from './demonstration-plan.ts';

const cycle: readonly (DecisionAction | null)[] = [
  'approve',
  null,
  'approve',
  'return',
  'approve',
  null,
  'approve',
  'void',
];

/**
 * Of eight records four are approved, one is returned, one is void, two still wait; shifted from round to round. In a
 * demonstration of a year only the last weeks wait or were returned.
 */
export function decisionsOf(
  plan: Plan,
  records: readonly PlannedDocument[],
  about: 'everything' | 'the campaign' = 'everything',
): readonly PlannedDocument[] {
  return records.flatMap(({ document }, index) => {
    const turn = cycle[(index + Math.floor(index / cycle.length)) % cycle.length] ?? null;
    const isSettled = !plan.isSmall && document.occurredOn < daysBefore(plan.today, 20);
    const isOwnCampaign = about === 'the campaign';
    const action = isOwnCampaign || (isSettled && turn !== 'void') ? 'approve' : turn;
    if (action === null) return [];
    const author = reviewerOf(plan.tree, document.orgUnitId);
    const reasons: Partial<Record<DecisionAction, JsonObject>> = {
      return: { reason: '请核对后补充说明，再提交。' },
      void: { reason: '与另一条记录重复。' },
    };
    const values: JsonObject = {
      action,
      recordRev: 1,
      recordHash: contentHash(document),
      ...reasons[action],
    };
    const draft = {
      name: isOwnCampaign ? `decision on the campaign ${index}` : `decision ${index}`,
      type: 'decision',
      definitionVersion: 1,
      author,
      occurredOn: plan.today,
      values,
      orgUnitId: document.orgUnitId,
      aboutId: document.id,
    };
    return [{ author, document: documentOf(draft, index + (isOwnCampaign ? 600_001 : 1)) }];
  });
}
