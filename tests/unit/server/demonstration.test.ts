// The demonstration: every kind of record is there, acceptable to the server, and names units that its author deals with.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalToWrite } from '../../../shared/access/policy.ts';
import { checkEntry, isAcceptable } from '../../../shared/forms/check-entry.ts';
import { createOutcomeCount } from '../../../shared/indicators/count-outcomes.ts';
import { contradictions } from '../../../shared/people/told-by-person.ts';
import { nearestFestival } from '../../../shared/policy/festivals.ts';
import { createOrgTree, isWithin, type OrgTree } from '../../../shared/org/org-unit.ts';
import { createOrganisations, lacks, lacksOf } from '../../../shared/org/unit-organisation.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import { completionOf, outcomeQuestionOf, taskUnits } from '../../../shared/tasks/task-units.ts';
import { planOrganisation } from '../../../server/demo/demonstration-organisation.ts';
import { planMatters } from '../../../server/demo/demonstration-matters.ts';
import { planTasks } from '../../../server/demo/demonstration-tasks.ts';
import { createHandedOver } from '../../../shared/records/handed-over.ts';
import { isJsonObject, itemsOf } from '../../../shared/records/json-value.ts';
import { planHandovers, type Handovers } from '../../../server/demo/demonstration-handovers.ts';
import { decisionsOf } from '../../../server/demo/demonstration-decisions.ts';
import { planPeople, planRecords, type PlannedDocument } from '../../../server/demo/demonstration-plan.ts';
import { createSeededRandom } from '../../../server/demo/seeded-random.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { sampleTreeCsv } from '../../../server/operations/sample-tree.ts';

const today = '2026-11-27';
let tree: OrgTree;
let records: readonly PlannedDocument[];
let given: readonly PlannedDocument[];
let matters: readonly PlannedDocument[];
let organisation: readonly PlannedDocument[];
let people: readonly PlannedDocument[];
let handovers: Handovers;
beforeAll(async () => {
  tree = createOrgTree(readOrgCsv(await sampleTreeCsv()));
  const plan = { tree, registry: recordTypes, random: createSeededRandom(4203), today, isSmall: true };
  people = planPeople(plan, 40, undefined);
  const planned = planRecords(plan, people);
  handovers = planHandovers(plan, planned, decisionsOf(plan, planned));
  records = [...planned, ...handovers.records];
  given = planTasks(plan);
  matters = planMatters(plan);
  const known = [{ id: 'p1', name: '示例一', values: {} }];
  organisation = planOrganisation({ ...plan, isSmall: false }, () => known);
});

describe('the demonstration', () => {
  it('holds every kind of record, also what follows another', () => {
    const held = new Set(records.map(({ document }) => document.type));
    const kinds = recordTypes.all.filter(({ collection }) => collection === 'records');
    expect(kinds.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
  });

  it('has nothing that the server would refuse', () => {
    for (const { author, document } of [...records, ...given, ...matters, ...organisation]) {
      const definition = recordTypes.get(document.type);
      expect(definition?.recordedBy).toContain(author.level);
      expect(refusalToWrite(author, 'records', undefined, document, tree)).toBeNull();
      if (definition === undefined) continue;
      expect([document.type, isAcceptable(checkEntry(definition, document, { today }))]).toEqual([
        document.type,
        true,
      ]);
    }
  });

  it('has villages with an organisation, a chair and a home, and some that lack one of them', () => {
    const of = createOrganisations({
      ...{ registry: recordTypes, year: 2026 },
      records: organisation.map(({ document }) => document),
    });
    const lacking = tree.children('420303001').map((unit) => lacksOf('village', of(unit)));
    expect(lacking.filter((each) => each.length === 0).length).toBeGreaterThan(3);
    expect([...new Set(lacking.flat())].sort()).toEqual([...lacks].filter((each) => each !== 'group').sort());
    for (const office of ['4203', '420303'])
      expect([office, lacksOf('county', of(office))]).toEqual([office, []]);
  });

  it('is believable: nothing in it is warned of, a festival fits its day, nobody is paired with herself', () => {
    for (const { document } of records) {
      const { type, values, occurredOn } = document;
      const definition = recordTypes.get(type);
      if (definition === undefined) continue;
      const warned = checkEntry(definition, document, { today: occurredOn });
      expect([type, warned.map(({ fieldId }) => fieldId)]).toEqual([type, []]);
      if (type === 'condolence-visit')
        expect(values['festival']).toBe(nearestFestival(occurredOn) ?? 'other');
      if (type === 'pair-support') expect(values['helper']).not.toEqual(values['person']);
    }
  });

  it('knows one sex and one birth date of each registered woman', () => {
    const registered = new Map(people.map(({ document }) => [document.id, document.values]));
    for (const { document } of records) {
      const definition = recordTypes.get(document.type);
      if (definition === undefined) continue;
      expect(contradictions(definition, document.values, (id) => registered.get(id))).toEqual([]);
    }
  });

  it('lets activities say which centre task they served', () => {
    const tasks = new Set(
      records.filter(({ document }) => document.type === 'centre-task').map(({ document }) => document.id),
    );
    const serving = records.filter(({ document }) => document.values['centreTask'] !== undefined);
    expect(serving.length).toBeGreaterThan(0);
    for (const { document } of serving) {
      expect(document.tags).toEqual(['centre-task']);
      expect(tasks).toContain(document.values['centreTask']);
    }
  });

  it('addresses tasks, documents and problems to units below their authors', () => {
    const addressed = records.filter(({ document }) => document.audience.length > 0);
    const kinds = new Set(addressed.map(({ document }) => document.type));
    for (const kind of ['task', 'issued-document', 'supervision', 'supervision-issue', 'campaign'])
      expect(kinds).toContain(kind);
    for (const { author, document } of addressed)
      for (const { unit } of document.audience) {
        expect(unit).not.toBe(author.orgUnitId);
        expect(isWithin(tree, unit, author.orgUnitId)).toBe(true);
      }
  });

  it('gives tasks whose numbers come from its records, some done, some late', () => {
    const tasks = given.filter(({ document }) => document.type === 'task').map(({ document }) => document);
    const about = given.map(({ document }) => document);
    const units = tasks.flatMap((task) =>
      taskUnits(
        task,
        about.filter(({ aboutId }) => aboutId === task.id),
        recordTypes,
        today,
      ),
    );
    expect(new Set(units.map(({ state }) => state))).toEqual(
      new Set(['notBegun', 'underWay', 'done', 'cancelled']),
    );
    expect(completionOf(units).overdue).toBeGreaterThan(0);
    for (const task of tasks) {
      const named = taskUnits(task, [], recordTypes, today).map(({ unitId }) => unitId);
      const question = outcomeQuestionOf(task, named, today);
      if (question === undefined) throw new Error('a task of the demonstration is not measured');
      const count = createOutcomeCount(question, { registry: recordTypes, tree });
      for (const { document } of records) count.add({ ...document, reviewState: 'approved' });
      expect([task.values['task'], count.read().total.reached > 0]).toEqual([task.values['task'], true]);
    }
  });

  it('has a post that was taken over and one that waits, both with what they are taken from', () => {
    const documents = handovers.records.map(({ document }) => document);
    const handedOver = createHandedOver(documents);
    const posts = documents.filter(({ type }) => type === 'post-handover');
    expect(posts.map(({ id }) => handedOver.ofHandover(id)?.isAccepted)).toEqual([true, false]);
    const held = new Set(records.map(({ document }) => document.id));
    for (const { values } of posts)
      for (const group of ['openWork', 'people']) {
        const rows = itemsOf(values[group]);
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) expect(held).toContain(isJsonObject(row) ? row['record'] : undefined);
      }
  });

  it('has something that came back to somebody who left', () => {
    const returned = handovers.decisions.map(({ document }) => document.aboutId);
    const left = handovers.records.find(({ document }) => returned.includes(document.id));
    expect(left?.document).toMatchObject({ orgUnitId: '420303001202', createdBy: 'huaguo-before' });
  });

  it('speaks of a village by its own name', () => {
    const homes = records.filter(({ document }) => document.type === 'womens-home');
    const named = homes.filter(({ author }) => author.level === 'village');
    expect(named.length).toBeGreaterThan(0);
    for (const { document } of named)
      expect(document.values['name']).toBe(`${tree.unit(document.orgUnitId)?.shortName ?? ''}妇女之家`);
  });
});
