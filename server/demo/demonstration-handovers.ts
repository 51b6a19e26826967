// Posts that changed hands in the demonstration: one taken over, one that waits for its receipt, and what came back to somebody who left.
import type { Account } from '../../shared/access/role.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import { heldTypes } from '../../shared/ledgers/catalogue/held-types.ts';
import { eachForItself } from '../../shared/people/merged-people.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import { offeredRows } from '../../shared/records/group-offers.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { decisionOf } from '../../shared/review/decision.ts';
import { stateAfterDecision } from '../../shared/review/review-state.ts';
import { authorIn, reviewerOf } from './demonstration-accounts.ts';
import { documentOf, type Draft } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const handover = 'post-handover';
/** As many as somebody reads through. */
const mostRows = 5;

type Post = {
  readonly unitId: UnitId;
  readonly from: string;
  readonly daysAgo: number;
  readonly seq: number;
};

const takenOver: Post = { unitId: '420303001202', from: '何示桂', daysAgo: 20, seq: 600_000 };
const waiting: Post = { unitId: '420303001203', from: '孙示玉', daysAgo: 2, seq: 600_100 };

export type Handovers = {
  readonly records: readonly PlannedDocument[];
  readonly decisions: readonly PlannedDocument[];
};

/** `records` and `decisions`: what the demonstration holds already. */
export function planHandovers(
  plan: Plan,
  records: readonly PlannedDocument[],
  decisions: readonly PlannedDocument[],
): Handovers {
  const definition = plan.registry.get(handover);
  if (definition === undefined) return { records: [], decisions: [] };
  const left = leftBehind(plan);
  const held = [...reviewed(records, decisions), ...reviewed(left.records, left.decisions)];
  const [done, open] = [takenOver, waiting].map((post) => handedOver(plan, definition, post, held));
  const receipt = done === undefined ? [] : receiptOf(plan, done.document.id);
  return {
    records: [...left.records, ...[done, open].filter((each) => each !== undefined), ...receipt],
    decisions: left.decisions,
  };
}

/** Somebody who recorded here and has no account any more. */
function predecessor(plan: Plan, { unitId, from }: Post): Account {
  const successor = authorIn(plan.tree, unitId);
  return { ...successor, id: `${successor.id}-before`, name: from };
}

/** What those who left had begun; and an event that came back only then: whoever is there now corrects it. */
function leftBehind(plan: Plan): Handovers {
  const begun = [takenOver, waiting].flatMap((post) => [
    written(plan, post, 'public-commitment', 40, { action: 'approve' }),
    written(plan, post, 'care-target', 35, { action: 'approve' }),
  ]);
  const reason = '参加人数与签到表不一致，请核对。';
  const event = written(plan, takenOver, 'advocacy-event', 24, { action: 'return', reason });
  const all = [...begun, event];
  return { records: all.flatMap(({ records }) => records), decisions: all.flatMap((each) => each.decisions) };
}

/** A record of the predecessor, and what her reviewer said of it. */
function written(plan: Plan, post: Post, type: string, daysAgo: number, decided: JsonObject): Handovers {
  const definition = plan.registry.get(type);
  if (definition === undefined) return { records: [], decisions: [] };
  const [author, reviewer] = [predecessor(plan, post), reviewerOf(plan.tree, post.unitId)];
  const occurredOn = addDays(plan.today, -daysAgo);
  const values = sampleValues(definition, occurredOn);
  const name = `${type} of ${author.id}`;
  const document = documentOf(
    { ...kindOf(definition), name, author, occurredOn, values },
    post.seq + daysAgo,
  );
  const decision: Draft = {
    ...{ name: `decision on ${name}`, type: 'decision', definitionVersion: 1, author: reviewer },
    ...{ occurredOn: plan.today, orgUnitId: post.unitId, aboutId: document.id },
    values: { recordRev: 1, recordHash: contentHash(document), ...decided },
  };
  return {
    records: [{ author, document }],
    decisions: [{ author: reviewer, document: documentOf(decision, post.seq + daysAgo) }],
  };
}

/** What its form would have offered on that day, as far as there was any. */
function handedOver(
  plan: Plan,
  definition: RecordDefinition,
  post: Post,
  held: readonly SyncedDocument[],
): PlannedDocument {
  const author = predecessor(plan, post);
  const { name } = authorIn(plan.tree, post.unitId);
  const occurredOn = addDays(plan.today, -post.daysAgo);
  const known = held.filter((record) => record.occurredOn <= occurredOn);
  const rowsOf = (id: string): readonly JsonObject[] => {
    const field = definition.fields.find((each) => each.id === id);
    if (field?.kind !== 'group') return [];
    const offered = offeredRows(field, known, [], {
      ...{ registry: plan.registry, tree: plan.tree, heldTypes, personIdOf: eachForItself },
      ...{ unitId: post.unitId, ownType: handover, today: occurredOn, describe: { locale: 'zh' } },
    });
    return offered.slice(0, mostRows).map(({ values }, index) => ({ key: `${id}-${index}`, ...values }));
  };
  const values: JsonObject = {
    ...sampleValues(definition, occurredOn),
    ...{ from: { name: author.name }, to: { name } },
    ...{ openWork: rowsOf('openWork'), people: rowsOf('people') },
  };
  const draft = { ...kindOf(definition), name: `hand-over of ${post.unitId}`, author, occurredOn, values };
  return { author, document: documentOf(draft, post.seq) };
}

function receiptOf(plan: Plan, aboutId: DocumentId): readonly PlannedDocument[] {
  const definition = plan.registry.get('handover-receipt');
  if (definition === undefined) return [];
  const author = authorIn(plan.tree, takenOver.unitId);
  const occurredOn = addDays(plan.today, 2 - takenOver.daysAgo);
  const values = { result: 'accepted', receiver: { name: author.name } };
  const draft = { ...kindOf(definition), name: 'post received', author, occurredOn, values, aboutId };
  return [{ author, document: documentOf(draft, takenOver.seq + 3) }];
}

function kindOf({ id, version }: RecordDefinition): Pick<Draft, 'type' | 'definitionVersion'> {
  return { type: id, definitionVersion: version };
}

/** The records as they stand after their first review. */
function reviewed(
  records: readonly PlannedDocument[],
  decisions: readonly PlannedDocument[],
): readonly SyncedDocument[] {
  const actions = new Map(
    decisions.map(({ document }) => [document.aboutId, decisionOf(document)?.action] as const),
  );
  return records.map(({ document }) => {
    const action = actions.get(document.id);
    const state = action === undefined ? null : stateAfterDecision('submitted', action);
    return { ...document, reviewState: state ?? 'submitted' };
  });
}
