// Names of people in free text of a report: of anybody whom records of the period name, and under the names that the registry knows.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withSearchKeys } from '../../../shared/people/search-keys.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../shared/records/json-value.ts';
import { excellenceOutline } from '../../../shared/reports/templates/excellence-outline.ts';
import { createReadReport } from '../../../server/reports/read-report.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const village = '420303001202';
let test: TestServer;
let huaguo: TestDevice;

async function record(type: string, values: JsonObject): Promise<void> {
  const sample = recordTypes.get(type)?.sample;
  const envelope = { type, definitionVersion: 1, occurredOn: '2026-10-12', values: { ...sample, ...values } };
  const { status } = await huaguo.pushOne(huaguo.draft({}, envelope));
  if (status !== 'accepted') throw new Error(`the ${type} was not taken: ${status}`);
}

/** The places that the check of names finds, with this as the only free text. */
async function namesFound(practice: string): Promise<readonly string[]> {
  await record('party-linkage', { practice });
  const { tree } = await test.server.store.read((view) => test.server.trees.at(view));
  const { findings } = await createReadReport(test.server)(
    { tree, keys: [`up:${village}`] },
    excellenceOutline,
    { unitId: village, from: '2026-10-01', until: '2026-10-31', today: '2026-10-20', isPreview: true },
    { locale: 'zh', style: 'draft' },
  );
  return findings.filter(({ rule }) => rule === 'name').map(({ place }) => place);
}

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  huaguo = await signInDevice(test, 'huaguo');
  // Whom a visit names, and nothing that the report picks.
  await record('home-visit', { person: { name: '王示𠮷' } });
  const { idNo: _number, ...sample } = recordTypes.get('person')?.sample ?? {};
  const named = withSearchKeys({ ...sample, name: '阿依示·古丽', formerName: '欧阳示兰' }, '阿依示·古丽', [
    ...['a', 'yi', 'shi', '·', 'gu', 'li'],
  ]);
  const person = huaguo.draft({}, { type: 'person', definitionVersion: 2, values: named });
  const { status } = await huaguo.pushOne(person, undefined, 'people');
  if (status !== 'accepted') throw new Error(`the person was not taken: ${status}`);
});
afterAll(() => test.close());

it('are found: rare characters, name dots however typed, former names', async () => {
  const found = await namesFound('由王示𠮷、阿依示•古丽和原名欧阳示兰的同志带头，与党建一同部署');
  expect([...found].sort()).toEqual(['欧阳示兰', '王示𠮷', '阿依示·古丽']);
});
