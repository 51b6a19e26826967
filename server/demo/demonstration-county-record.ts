// A record of a county of the demonstration, as the office there writes it: its sample with what is particular.
import { audienceOf } from '../../shared/access/audience-of.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { LocalDate, UnitId } from '../../shared/records/record.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

/** Where most of the demonstration plays. */
const busyCounty = '420303';

export type CountyRecord = {
  readonly type: string;
  readonly occurredOn: LocalDate;
  /** Makes its id: the same on every machine. */
  readonly name: string;
  readonly seq: number;
  readonly changes: JsonObject;
  /** Nothing of the sample: the changes are all there is. */
  readonly isWhole?: true;
  readonly aboutId?: string | undefined;
  /** Another county than the busy one. */
  readonly county?: UnitId;
};

export function countyRecord({ registry, tree }: Plan, record: CountyRecord): PlannedDocument {
  const { type, occurredOn, name, seq, changes, isWhole, aboutId, county = busyCounty } = record;
  const definition = registry.get(type);
  if (definition === undefined) throw new Error(`the demonstration knows no ${type}`);
  const author = authorIn(tree, county);
  const values = isWhole === true ? changes : { ...sampleValues(definition, occurredOn), ...changes };
  const named = { name, type, definitionVersion: definition.version, author, occurredOn, values };
  const document = documentOf({ ...named, ...(aboutId === undefined ? {} : { aboutId }) }, seq);
  return {
    author,
    document: { ...document, audience: audienceOf(definition, { values, occurredOn }) ?? [] },
  };
}
