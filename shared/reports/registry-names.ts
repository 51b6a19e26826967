// Names under which the registry of people knows somebody beside the one that a record says: before she married, of a child's guardian, of whom she was merged with.
import type { SyncedDocument } from '../records/record.ts';

/** Fields of a person that hold a name. */
const nameFields = ['name', 'formerName', 'guardianName'] as const;

/** What one of these holds: with any of them a person has another name than the one that records write. */
export const otherNames = ['formerName', 'guardianName', 'mergedInto'] as const;

export function namesOfPerson({ values }: Pick<SyncedDocument, 'values'>): readonly string[] {
  return nameFields.flatMap((field) => {
    const name = values[field];
    return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [];
  });
}
