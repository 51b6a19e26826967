// Entries of a kind of record, its sample changed in a few fields, and what is said of them.
import { checkEntry } from '../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { createIndicatorCount, figureOf } from '../../shared/indicators/evaluate-indicator.ts';
import { figurePhrase } from '../../shared/indicators/figure-sentence.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { countedRecord } from './counted-records.ts';

type Changes = Readonly<Record<string, JsonValue | undefined>>;

/** The definition, which must be there. */
export function typeOf(id: string): RecordDefinition {
  const definition = recordTypes.get(id);
  if (definition === undefined) throw new Error(`there is no kind ${id}`);
  return definition;
}

/** The sample with these fields instead; `undefined` takes a field away. */
export function likeSample(type: string, changes: Changes = {}): JsonObject {
  const kept = Object.entries(typeOf(type).sample).filter(([id]) => !(id in changes));
  const changed = Object.entries(changes).flatMap(([id, value]): [string, JsonValue][] =>
    value === undefined ? [] : [[id, value]],
  );
  return Object.fromEntries([...kept, ...changed]);
}

/** `field: severity` of each problem of a record of 20 November 2026. */
export function problemsOf(type: string, changes: Changes = {}): readonly string[] {
  const entry = {
    ...{ values: likeSample(type, changes), occurredOn: '2026-11-20', photos: [] },
    ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
  };
  const said = ({ fieldId, severity }: EntryProblem): string => `${fieldId}: ${severity}`;
  return checkEntry(typeOf(type), entry, { today: '2026-11-23' }).map(said);
}

/** What is said of each figure of these records, in order: the zero ones are left out. */
export function phrasesOf(
  records: readonly (readonly [type: string, changes: Changes])[],
): readonly string[] {
  const indicators = indicatorsOf(recordTypes);
  const count = createIndicatorCount(indicators);
  for (const [type, changes] of records)
    count.add(countedRecord(type, likeSample(type, changes), { occurredOn: '2026-11-20' }));
  const tallies = count.tallies();
  return indicators
    .map((indicator) => {
      const tally = tallies.get(indicator.id);
      return tally === undefined ? '' : figurePhrase(indicator, figureOf(tally), 'zh');
    })
    .filter((phrase) => phrase !== '');
}
