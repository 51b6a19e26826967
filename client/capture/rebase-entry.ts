// A form that was open while its record changed: what was touched here goes over what stands now, field by field.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { mergeDocument, type FieldClash } from '../../shared/sync/merge-document.ts';
import type { Entry } from '../database/entry.ts';

export type Rebased = {
  readonly entry: Entry;
  /** Fields that were changed on both sides: what was typed here stands. */
  readonly clashes: readonly string[];
};

/** `base`: the record as the form found it. `now`: the record as it stands. */
export function rebaseEntry(
  definition: RecordDefinition,
  base: SyncedDocument,
  edited: Entry,
  now: SyncedDocument,
): Rebased {
  const found = upgradeRecord(definition, base);
  const { merged, clashes } = mergeDocument({
    base: found,
    mine: { ...found, ...edited },
    theirs: upgradeRecord(definition, now),
    changedSinceBase: () => [],
  });
  return {
    entry: clashes.reduce((entry, clash) => withMine(entry, clash, edited), entryOf(merged)),
    clashes: clashes.map(({ field }) => field.replace(/^values\./, '')),
  };
}

/** Words beside each field that somebody else changed too: the next save means what stands in the form. */
export function clashProblems(clashes: readonly string[]): readonly EntryProblem[] {
  return clashes.map((fieldId) => ({
    fieldId,
    ...{ severity: 'warn' as const, asks: 'again' as const },
    message: {
      zh: '您填写期间，这一栏在别处也改过。再次保存，以这里填的为准。',
      en: 'This was changed elsewhere while you were writing. Saving again keeps what stands here.',
    },
  }));
}

/** The part of a document that a form edits. */
export function entryOf(document: SyncedDocument): Entry {
  const { values, occurredOn, photos, hostUnitId, partnerUnitIds, tags, audience } = document;
  const { aboutId, onBehalf, sameEventAs } = document;
  return {
    ...{ values, occurredOn, photos, hostUnitId, partnerUnitIds, tags, audience },
    ...(aboutId === undefined ? {} : { aboutId }),
    ...(sameEventAs === undefined ? {} : { sameEventAs }),
    // Whose record it is would else be its author's unit, were it begun anew.
    ...(onBehalf === undefined ? {} : { onBehalf, orgUnitId: document.orgUnitId }),
  };
}

function withMine(entry: Entry, { field }: FieldClash, edited: Entry): Entry {
  if (!field.startsWith('values.')) return { ...entry, ...pickEnvelope(field, edited) };
  const id = field.slice('values.'.length);
  const { [id]: _theirs, ...rest } = entry.values;
  const mine = edited.values[id];
  return { ...entry, values: mine === undefined ? rest : { ...rest, [id]: mine } };
}

function pickEnvelope(field: string, edited: Entry): Partial<Entry> {
  const { occurredOn, photos, hostUnitId, partnerUnitIds } = edited;
  const envelope: Readonly<Record<string, Partial<Entry>>> = {
    occurredOn: { occurredOn },
    photos: { photos },
    hostUnitId: { hostUnitId },
    partnerUnitIds: { partnerUnitIds },
    tags: { tags: edited.tags ?? [] },
  };
  return envelope[field] ?? {};
}
