// What changed between two reports of the same unit and period: records amended since, and the facts that are other now.
import * as z from 'zod/mini';
import type { Label } from '../forms/field-types.ts';
import type { DocumentId } from '../records/record.ts';
import type { Report } from './report-model.ts';

const label = z.object({ zh: z.string(), en: z.string() });

/** A report as far as it is compared: the snapshot that it stood on, and its facts as they were written. */
export const reportRecordSchema = z.looseObject({
  unitId: z.string(),
  period: z.object({ from: z.string(), until: z.string() }),
  facts: z.array(z.looseObject({ id: z.string(), label, text: z.exactOptional(z.string()) })),
  snapshot: z.looseObject({ asOf: z.string(), revisions: z.record(z.string(), z.number()) }),
});

export type ReportChanges = {
  readonly added: readonly DocumentId[];
  /** No longer counted: voided, returned, unlocked, or of another unit now. */
  readonly gone: readonly DocumentId[];
  readonly amended: readonly DocumentId[];
  readonly facts: readonly { readonly label: Label; readonly before: string; readonly after: string }[];
};

export function compareReports(
  before: {
    readonly facts: readonly { readonly id: string; readonly text?: string }[];
    readonly snapshot: Pick<Report['snapshot'], 'revisions'>;
  },
  after: Pick<Report, 'facts' | 'snapshot'>,
): ReportChanges {
  const [then, now] = [before.snapshot.revisions, after.snapshot.revisions];
  const texts = new Map(before.facts.map(({ id, text = '' }) => [id, text]));
  return {
    added: Object.keys(now).filter((id) => then[id] === undefined),
    gone: Object.keys(then).filter((id) => now[id] === undefined),
    amended: Object.keys(now).filter((id) => then[id] !== undefined && then[id] !== now[id]),
    facts: after.facts.flatMap(({ id, label: of, text = '' }) => {
      const earlier = texts.get(id) ?? '';
      return earlier === text ? [] : [{ label: of, before: earlier, after: text }];
    }),
  };
}
