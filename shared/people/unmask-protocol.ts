// Asking for a person's whole numbers over the wire: a reason from a short list, written down before they are shown. Not part of replication.
import * as z from 'zod/mini';
import type { Label } from '../forms/field-types.ts';
import { syncedDocumentSchema } from '../records/record.ts';

/** Ids stand in the audit: never removed, never given another meaning. */
export const unmaskReasons = ['identity', 'contact', 'application', 'correction', 'inspection'] as const;
export type UnmaskReason = (typeof unmaskReasons)[number];

export const unmaskReasonWords: Readonly<Record<UnmaskReason, Label>> = {
  identity: { zh: '核对身份', en: 'Check who she is' },
  contact: { zh: '联系本人', en: 'Reach her' },
  application: { zh: '办理帮扶、申报', en: 'Help or an application for her' },
  correction: { zh: '更正登记信息', en: 'Correct what is registered' },
  inspection: { zh: '督导检查核实', en: 'Verify during a supervision' },
};

export const unmaskRequestSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  reason: z.enum(unmaskReasons),
});
export type UnmaskRequest = z.infer<typeof unmaskRequestSchema>;

export const unmaskReplySchema = z.object({ document: syncedDocumentSchema });
export type UnmaskReply = z.infer<typeof unmaskReplySchema>;
