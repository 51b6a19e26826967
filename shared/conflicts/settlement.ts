// A settlement is a decision: which of the two values of a conflict is right, said by somebody who saw both.
import * as z from 'zod/mini';
import type { SyncedDocument } from '../records/record.ts';
import { settlementChoices } from './conflict.ts';
import { settlementType } from './settlement-type.ts';

export const settlementValuesSchema = z.object({
  choice: z.enum(settlementChoices),
  /** The document concerned, as the conflict names it. */
  collection: z.enum(['records', 'people']),
  documentId: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Content hash of the version that she saw when she chose: what was changed since in that field is not written over unseen. */
  seen: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type SettlementValues = z.infer<typeof settlementValuesSchema>;

/** What a settlement says; null for anything else. */
export function settlementOf(document: Pick<SyncedDocument, 'type' | 'values'>): SettlementValues | null {
  if (document.type !== settlementType) return null;
  const parsed = settlementValuesSchema.safeParse(document.values);
  return parsed.success ? parsed.data : null;
}
