// The demonstration: every kind of record is there, acceptable to the server, and names units that its author deals with.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalToWrite } from '../../../shared/access/policy.ts';
import { checkEntry, isAcceptable } from '../../../shared/forms/check-entry.ts';
import { contradictions } from '../../../shared/people/told-by-person.ts';
import { nearestFestival } from '../../../shared/policy/festivals.ts';
import { createOrgTree, isWithin, type OrgTree } from '../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import { planPeople, planRecords, type PlannedDocument } from '../../../server/demo/demonstration-plan.ts';
import { createSeededRandom } from '../../../server/demo/seeded-random.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { sampleTreeCsv } from '../../../server/operations/sample-tree.ts';

const today = '2026-11-27';
let tree: OrgTree;
let records: readonly PlannedDocument[];
let people: readonly PlannedDocument[];
beforeAll(async () => {
  tree = createOrgTree(readOrgCsv(await sampleTreeCsv()));
  const plan = { tree, registry: recordTypes, random: createSeededRandom(4203), today, isSmall: true };
  people = planPeople(plan, 40, undefined);
  records = planRecords(plan, people);
});

describe('the demonstration', () => {
  it('holds every kind of record, also what follows another', () => {
    const held = new Set(records.map(({ document }) => document.type));
    const kinds = recordTypes.all.filter(({ collection }) => collection === 'records');
    expect(kinds.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
  });

  it('has nothing that the server would refuse', () => {
    for (const { author, document } of records) {
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

  it('speaks of a village by its own name', () => {
    const homes = records.filter(({ document }) => document.type === 'womens-home');
    const named = homes.filter(({ author }) => author.level === 'village');
    expect(named.length).toBeGreaterThan(0);
    for (const { document } of named)
      expect(document.values['name']).toBe(`${tree.unit(document.orgUnitId)?.shortName ?? ''}妇女之家`);
  });
});
