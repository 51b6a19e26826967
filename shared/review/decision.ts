// A decision is a document: what a reviewer says of one version of a record.
import * as z from 'zod/mini';
import type { SyncedDocument } from '../records/record.ts';
import { decisionActions } from './review-state.ts';

/** Values of a document of type `decision`; its `aboutId` is the record, its unit the record's unit. */
export const decisionValuesSchema = z.object({
  action: z.enum(decisionActions),
  /** `rev` and content hash of the version that the reviewer saw: the compare-and-swap of `sync.md` §5. */
  recordRev: z.number().check(z.int(), z.minimum(1)),
  recordHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  reason: z.optional(z.string().check(z.maxLength(500))),
});
export type DecisionValues = z.infer<typeof decisionValuesSchema>;

/** The decision's values, or null when the document holds none. */
export function decisionOf(document: SyncedDocument): DecisionValues | null {
  const parsed = decisionValuesSchema.safeParse(document.values);
  return parsed.success ? parsed.data : null;
}
