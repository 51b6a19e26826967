// Units whose review was handed to an account for today.
import type { UnitId } from '../../shared/records/record.ts';
import { delegatedUnits } from '../../shared/review/review-delegation.ts';
import type { RowContext } from './row-context.ts';

export async function unitsDelegatedTo(context: RowContext, account: string): Promise<ReadonlySet<UnitId>> {
  return delegatedUnits(await context.tx.documents.about('decisions', account), account, context.today);
}
