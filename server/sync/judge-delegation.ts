// The verdict on a pushed delegation of review, or on its end.
import type { SyncedDocument } from '../../shared/records/record.ts';
import {
  delegationsOf,
  reviewDelegationOf,
  type ReviewDelegationValues,
} from '../../shared/review/review-delegation.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import { accountById } from '../access/sessions.ts';
import { quarantined, type Judgement } from './judgement.ts';
import { keepDecision } from './keep-decision.ts';
import type { RowContext } from './row-context.ts';

/** `aboutId` is the account that is let review: of the same unit or of the one above. */
export async function judgeDelegation(context: RowContext, document: SyncedDocument): Promise<Judgement> {
  const values = reviewDelegationOf(document);
  if (values === null || document.aboutId === undefined)
    return quarantined(context, 'invalidValue', ['from']);
  const fault = await faultOf(context, document, document.aboutId, values);
  if (fault !== null) return quarantined(context, fault, ['aboutId']);
  await keepDecision(context, document, { outcome: 'applied' });
  return { status: 'accepted', rev: 1, isApplied: true };
}

async function faultOf(
  context: RowContext,
  document: SyncedDocument,
  named: string,
  values: ReviewDelegationValues,
): Promise<ErrorCode | null> {
  if (values.action === 'end') {
    const given = delegationsOf(await context.tx.documents.about('decisions', named));
    const isOfUnit = given.some((each) => each.id === values.ends && each.unitId === document.orgUnitId);
    return isOfUnit ? null : 'unknownDelegate';
  }
  const account = await accountById(context.tx, context.trees, named);
  const units = [document.orgUnitId, context.caller.tree.unit(document.orgUnitId)?.parentId];
  const isReviewer =
    account !== undefined && account.role !== 'administrator' && account.role !== 'villageCadre';
  const isRight = isReviewer && account.id !== context.caller.account.id && units.includes(account.orgUnitId);
  return isRight ? null : 'unknownDelegate';
}
