// Reports over the wire: what an office asks of its drafts and final reports, and the answers. Not part of replication.
import * as z from 'zod/mini';
import { isLocalDate } from '../forms/local-date.ts';

const day = z.string().check(z.refine((text) => isLocalDate(text)));
const text = (most: number) => z.string().check(z.maxLength(most));
const label = z.object({ zh: z.string(), en: z.string() });
const rev = z.number().check(z.int(), z.minimum(1));

/**
 * 拟稿 → 送核稿 → 定稿 → its number and day are recorded. From checking it can go back to drafting; what is final is never
 * changed again.
 */
export const reportStates = ['drafting', 'submitted', 'final', 'issued'] as const;
export type ReportState = (typeof reportStates)[number];

/** `pieces` as `report-model.ts` says: text, a bound fact (`text` as it is written now), or what is missing. */
const pieceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: text(20_000) }),
  z.object({ kind: z.literal('fact'), text: text(2_000), factId: text(64) }),
  z.object({ kind: z.literal('missing'), text: text(500), factIds: z.array(text(64)) }),
]);
export const reportBlockSchema = z.object({
  kind: z.enum(['heading', 'paragraph']),
  pieces: z.array(pieceSchema).check(z.maxLength(400)),
});

/** A line of the list. */
export const reportHeadSchema = z.object({
  id: z.string(),
  rev,
  unitId: z.string(),
  outlineId: z.string(),
  from: day,
  until: day,
  title: z.string(),
  state: z.enum(reportStates),
  /** Holds what is not reviewed or not locked: cannot be sent. */
  isPreview: z.boolean(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  /** 发文字号 and 成文日期, once recorded. */
  number: z.exactOptional(z.string()),
  issuedOn: z.exactOptional(day),
});
export type ReportHead = z.infer<typeof reportHeadSchema>;
export const reportListSchema = z.object({ reports: z.array(reportHeadSchema) });

/** One fact beside the text: what it says, how it is counted, and the records behind it (at most 200 of `recordCount`). */
const factViewSchema = z.object({
  id: z.string(),
  label,
  unit: z.exactOptional(label),
  format: z.string(),
  /** As it is written; absent with `gap`. */
  text: z.exactOptional(z.string()),
  value: z.exactOptional(z.union([z.number(), z.string()])),
  of: z.exactOptional(z.number()),
  isEstimate: z.boolean(),
  gap: z.exactOptional(label),
  definition: label,
  records: z.array(z.string()),
  recordCount: z.number(),
  /** By unit right below in the order of the division code; only where the fact is one figure of an indicator. */
  parts: z.exactOptional(z.array(z.object({ unitId: z.string(), value: z.number() }))),
});
export type FactView = z.infer<typeof factViewSchema>;

const findingSchema = z.object({ rule: z.string(), words: label, place: z.string() });

/** A step of its history. */
const stepSchema = z.object({
  rev,
  at: z.string(),
  account: z.string(),
  act: z.enum(['create', 'edit', 'refresh', 'send', 'takeBack', 'finalise', 'number']),
  reason: z.exactOptional(z.string()),
});

/** What the asking account may do with it now. */
export const reportActs = ['edit', 'refresh', 'send', 'takeBack', 'finalise', 'number'] as const;
export type ReportAct = (typeof reportActs)[number];

export const reportReplySchema = z.object({
  head: reportHeadSchema,
  cutOff: day,
  locale: z.enum(['zh', 'en']),
  blocks: z.array(reportBlockSchema),
  facts: z.array(factViewSchema),
  missing: z.array(z.object({ asked: z.string(), reasons: z.array(z.string()), isDropped: z.boolean() })),
  /** Events that may be told; `text` is the sentence with its numbers as the report would write it. */
  examples: z.array(
    z.object({ recordId: z.string(), occurredOn: day, hostUnitId: z.string(), text: z.string() }),
  ),
  findings: z.array(findingSchema),
  /** Records outside of it: late, not reviewed, of open months. */
  outside: z.exactOptional(z.object({ late: z.number(), unreviewed: z.number(), open: z.number() })),
  /** When its figures were read. */
  asOf: z.string(),
  history: z.array(stepSchema),
  may: z.array(z.enum(reportActs)),
  /** `finalise` by the one who wrote it asks for a reason: nobody else of the unit has done so yet. */
  needsReason: z.boolean(),
});
export type ReportReply = z.infer<typeof reportReplySchema>;

/** `POST /api/reports`: a new draft. */
export const newReportSchema = z
  .object({
    unitId: text(32),
    outlineId: text(64),
    from: day,
    until: day,
    isPreview: z.boolean(),
    locale: z.enum(['zh', 'en']),
  })
  .check(z.refine(({ from, until }) => from <= until));
export type NewReport = z.infer<typeof newReportSchema>;

/** `PUT /api/reports/:id`: the text as edited over revision `rev`; 409 `reportChanged` when it is another by now. */
export const reportEditSchema = z.object({
  rev,
  title: text(200).check(z.minLength(1)),
  blocks: z.array(reportBlockSchema).check(z.maxLength(200)),
});
export type ReportEdit = z.infer<typeof reportEditSchema>;

/** `POST /api/reports/:id/move`. */
export const reportMoveSchema = z.object({
  rev,
  act: z.enum(['send', 'takeBack', 'finalise', 'number']),
  reason: z.exactOptional(text(200)),
  number: z.exactOptional(text(60)),
  issuedOn: z.exactOptional(day),
});
export type ReportMove = z.infer<typeof reportMoveSchema>;

/** `POST /api/reports/:id/compare`: what the figures would say now. */
export const reportComparisonSchema = z.object({
  asOf: z.string(),
  /** Records that count now and did not, no longer count, or were amended. */
  added: z.number(),
  gone: z.number(),
  amended: z.number(),
  facts: z.array(z.object({ factId: z.string(), label, before: z.string(), after: z.string() })),
});
export type ReportComparison = z.infer<typeof reportComparisonSchema>;

/** `POST /api/reports/:id/refresh`: takes over the present figures of these facts; of all when none are named. */
export const reportRefreshSchema = z.object({ rev, factIds: z.exactOptional(z.array(text(64))) });

/** `POST /api/reports/:id/file` → `{ path }`, an address that opens for some minutes. */
export const reportFileSchema = z.object({ kind: z.enum(['docx', 'facts']) });
