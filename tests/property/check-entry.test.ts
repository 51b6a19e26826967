// Whatever stands in an entry, checking it ends in words and never in an exception: on the device and on the server.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkEntry } from '../../shared/forms/check-entry.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import { seedOf } from '../support/scale.ts';

const seed = seedOf(20261124);
const settings = { numRuns: process.env.TEST_SCALE === 'full' ? 5_000 : 200, seed };
const today = '2026-11-24';
const anything = fc
  .oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('2026-10-18', '51余', '近千元', '０１', '420399197503080021', 0, -1, 1e12, true, ''),
    fc.record({ count: fc.integer(), isEstimate: fc.boolean() }),
    fc.record({ id: fc.string(), name: fc.string() }),
    fc.array(fc.record({ key: fc.string() })),
  )
  .map((value): JsonValue => JSON.parse(JSON.stringify(value)));
const blob = { sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1 };

describe.each(recordTypes.all.map((definition) => [definition.id, definition] as const))(
  'an entry of %s',
  (_id, definition) => {
    const entries = fc.record({
      values: fc
        .oneof(
          fc.dictionary(
            fc.constantFrom(...definition.fields.map(({ id }) => id), 'unknown', '__proto__'),
            anything,
          ),
          fc.constant(definition.sample),
        )
        .map((values): JsonObject => JSON.parse(JSON.stringify(values))),
      occurredOn: fc.oneof(fc.string(), fc.constantFrom('2026-10-18', '2026-02-30', '0000-00-00')),
      photos: fc.array(fc.constant(blob), { maxLength: 2 }),
      hostUnitId: fc.string(),
      partnerUnitIds: fc.array(fc.string(), { maxLength: 2 }),
    });
    const known = new Set(definition.fields.map(({ id }) => id));

    it('gives problems at fields that there are, the same ones each time', () => {
      fc.assert(
        fc.property(entries, (entry) => {
          const context = { today, definitionVersion: definition.version };
          const problems = checkEntry(definition, normaliseEntry(definition, entry, today), context);
          const again = checkEntry(definition, normaliseEntry(definition, entry, today), context);
          return (
            canonicalJson(problems) === canonicalJson(again) &&
            problems.every(({ fieldId, message }) => {
              const [id = ''] = fieldId.split('.');
              return (known.has(id) || id === 'occurredOn') && message.zh !== '' && message.en !== '';
            })
          );
        }),
        settings,
      );
    });

    it('is the same when it is normalised twice', () => {
      fc.assert(
        fc.property(entries, (entry) => {
          const once = normaliseEntry(definition, entry, today);
          return canonicalJson(normaliseEntry(definition, once, today)) === canonicalJson(once);
        }),
        settings,
      );
    });
  },
);
