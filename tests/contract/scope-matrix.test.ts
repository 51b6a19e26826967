// Every route of the server, asked by every role for everything of every unit: nothing of what lies outside its scope comes back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeCalls } from '../support/scope/route-calls.ts';
import {
  accountNames,
  canariesIn,
  maySee,
  plantWorld,
  type AccountName,
  type World,
} from '../support/scope/scope-world.ts';
import { partsOf } from '../support/server/office-parts.ts';

let world: World;
const seen = new Map<AccountName, Set<string>>();
const answered = new Map<string, Set<number>>();
beforeAll(async () => {
  world = await plantWorld();
}, 120_000);
afterAll(() => world?.test.close());

/** As the router has them: method and path, without what only stands before them. */
function routesOf({ test }: World): readonly string[] {
  const handlers = test.server.app.routes.filter(
    ({ method, path }) => method !== 'ALL' && path.startsWith('/api'),
  );
  return [...new Set(handlers.map(({ method, path }) => `${method} ${path}`))];
}

async function textOf(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const headers = JSON.stringify([...response.headers]);
  return headers + (isZip ? Object.values(partsOf(bytes)).join('\n') : new TextDecoder().decode(bytes));
}

describe('the scope matrix', () => {
  it('knows how to call each route, and no route that is not there', () => {
    expect([...Object.keys(routeCalls)].sort((a, b) => (a < b ? -1 : 1))).toEqual(
      [...routesOf(world)].sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  it.each(Object.keys(routeCalls))(
    '%s gives no account anything from outside its scope',
    async (route) => {
      for (const name of accountNames) {
        const known = seen.get(name) ?? new Set<string>();
        seen.set(name, known);
        const answers = (await routeCalls[route]?.(world.as(name), world)) ?? [];
        expect(answers.length).toBeGreaterThan(0);
        for (const answer of answers) {
          answered.set(route, (answered.get(route) ?? new Set()).add(answer.status));
          expect([route, name, answer.status < 500]).toEqual([route, name, true]);
          for (const { kind, unit } of canariesIn(await textOf(answer))) {
            known.add(`${kind} ${unit}`);
            expect([route, name, kind, unit, maySee(name, kind, unit)]).toEqual([
              route,
              name,
              kind,
              unit,
              true,
            ]);
          }
        }
      }
    },
    120_000,
  );

  it('was no empty question: each route said yes to somebody, and each account saw all that it may', () => {
    const neverYes = new Set([
      // From near only; the requests of this test have no address.
      'GET /api/metrics',
      'GET /api/setup',
      'POST /api/setup',
      'PUT /api/reports/:id',
      'POST /api/reports/:id/refresh',
      'POST /api/reports/:id/move',
      'PUT /api/blobs/:sha256/:index',
    ]);
    const silent = Object.keys(routeCalls).filter(
      (route) => ![...(answered.get(route) ?? [])].some((status) => status < 300),
    );
    expect(silent.filter((route) => !neverYes.has(route))).toEqual([]);
    for (const name of accountNames) {
      const own = world.as(name).account.orgUnitId;
      // What was refused of one's own lies on one's own device; the server shows it to superiors.
      const may = world.planted
        .filter(({ kind, unit }) => maySee(name, kind, unit) && (kind !== 'quarantine' || unit !== own))
        .map(({ kind, unit }) => `${kind} ${unit}`);
      expect([name, may.filter((each) => !seen.get(name)?.has(each))]).toEqual([name, []]);
    }
  });

  it('shows a photo to those who may read its record, and says of any other one what it says of none', async () => {
    for (const name of accountNames)
      for (const { sha256, unit } of world.photos) {
        const { status } = await world.as(name).call(`/api/blobs/${sha256}`);
        expect([name, unit, status]).toEqual([name, unit, maySee(name, 'records', unit) ? 200 : 404]);
      }
  });
});
