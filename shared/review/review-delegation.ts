// 委托审核: an officer lets a named account review her unit's queue between two days; each is a document, so is its end.
import * as z from 'zod/mini';
import { isLocalDate } from '../forms/local-date.ts';
import type { LocalDate, SyncedDocument, UnitId } from '../records/record.ts';

/** Type of such a document in `decisions`; its unit is the one whose queue it is, its `aboutId` the named account. */
export const reviewDelegationType = 'review-delegation';

const day = z.string().check(z.refine((text) => isLocalDate(text)));

export const reviewDelegationValuesSchema = z.union([
  /** Both days inside. */
  z
    .object({ action: z.literal('give'), from: day, until: day })
    .check(z.refine(({ from, until }) => from <= until)),
  /** `ends`: the document that gave it. */
  z.object({ action: z.literal('end'), ends: z.string().check(z.minLength(1), z.maxLength(64)) }),
]);
export type ReviewDelegationValues = z.infer<typeof reviewDelegationValuesSchema>;

export type ReviewDelegation = {
  readonly id: string;
  readonly unitId: UnitId;
  /** Who gave it, and to whom. */
  readonly by: string;
  readonly account: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly isEnded: boolean;
};

export function reviewDelegationOf(
  document: Pick<SyncedDocument, 'type' | 'values'>,
): ReviewDelegationValues | null {
  if (document.type !== reviewDelegationType) return null;
  const parsed = reviewDelegationValuesSchema.safeParse(document.values);
  return parsed.success ? parsed.data : null;
}

/** All that were given, out of documents in any order. What the server has refused counts for nothing. */
export function delegationsOf(documents: readonly SyncedDocument[]): readonly ReviewDelegation[] {
  const said = documents.flatMap((document) => {
    const values = reviewDelegationOf(document);
    const counts = values !== null && !document._deleted && document.outcome !== 'refused';
    return counts ? [{ document, values }] : [];
  });
  const ended = new Set(said.map(({ values }) => (values.action === 'end' ? values.ends : '')));
  return said.flatMap(({ document, values }) =>
    values.action === 'give' && document.aboutId !== undefined
      ? [
          {
            ...{ id: document.id, unitId: document.orgUnitId, by: document.createdBy },
            ...{ account: document.aboutId, from: values.from, until: values.until },
            isEnded: ended.has(document.id),
          },
        ]
      : [],
  );
}

/** Units whose queue the account may review on this day because somebody let it. */
export function delegatedUnits(
  documents: readonly SyncedDocument[],
  account: string,
  today: LocalDate,
): ReadonlySet<UnitId> {
  const now = delegationsOf(documents).filter(
    (each) => each.account === account && !each.isEnded && each.from <= today && today <= each.until,
  );
  return new Set(now.map(({ unitId }) => unitId));
}
