// Which ledgers are of any use to a level: those of what it, or a level below it, records, and of what reaches it from others.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { levels, type Level } from '../org/org-unit.ts';
import type { LedgerPlan } from './define-ledger.ts';

/** One source is enough. */
export function concernsLevel({ sources }: Pick<LedgerPlan, 'sources'>, level: Level): boolean {
  return sources.some(({ definition }) => isReadAt(definition, level));
}

/** The city holds no register of people; what is addressed to units, or has partners among them, comes from above too. */
function isReadAt({ collection, recordedBy, addressedTo, fields }: RecordDefinition, level: Level): boolean {
  if (collection === 'people') return level !== 'city';
  const isRecorded = recordedBy.some((each) => levels.indexOf(each) >= levels.indexOf(level));
  return isRecorded || addressedTo !== undefined || fields.some(({ id }) => id === 'partnerUnitIds');
}
