// The difference that a reviewer sees: field by field, in words, and true to the content.
import { describe, expect, it } from 'vitest';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { compareVersions } from '../../../../shared/review/compare-versions.ts';
import { countedRecord } from '../../../support/counted-records.ts';

type Version = { readonly values?: JsonObject; readonly envelope?: Partial<SyncedDocument> };

function compared(type: string, before: Version, now: Version) {
  const definition = recordTypes.get(type);
  if (definition === undefined) throw new Error(`${type} is missing`);
  const [old, recent] = [before, now].map(({ values = {}, envelope = {} }) =>
    countedRecord(type, { ...definition.sample, ...values }, envelope),
  );
  if (old === undefined || recent === undefined) throw new Error('two versions are compared');
  return compareVersions(definition, old, recent, { locale: 'zh' });
}
const changedIn = (fields: ReturnType<typeof compared>) =>
  fields.filter(({ isChanged }) => isChanged).map(({ fieldId, before, now }) => [fieldId, before, now]);

describe('two versions', () => {
  it('that are the same show their fields and no difference', () => {
    const fields = compared('condolence-visit', {}, {});
    expect(changedIn(fields)).toEqual([]);
    expect(fields.length).toBeGreaterThan(3);
    expect(fields.every(({ before, now }) => before === now)).toBe(true);
  });

  it('differ in the day, a number and a row, each in words', () => {
    const fields = compared(
      'meeting',
      { values: { attended: 8 }, envelope: { occurredOn: '2026-10-17' } },
      { values: { attended: 9 }, envelope: { occurredOn: '2026-10-18' } },
    );
    const changes = new Map(changedIn(fields).map(([id, before, now]) => [id, [before, now]]));
    expect(changes.get('occurredOn')).toEqual(['2026年10月17日', '2026年10月18日']);
    expect(changes.get('attended')?.map((text = '') => Number.parseInt(text, 10))).toEqual([8, 9]);
  });

  it('what was empty before is there with nothing before it', () => {
    const photo = { sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 10 };
    const fields = compared('condolence-visit', {}, { envelope: { photos: [photo] } });
    expect(changedIn(fields)).toEqual([['photos', '', '1张照片']]);
  });

  it('the reason why a warning was overridden is read with the rest', () => {
    const fields = compared('meeting', {}, { values: { overrideReason: '列席三人，另记' } });
    expect(changedIn(fields)).toEqual([['overrideReason', '', '列席三人，另记']]);
  });

  it('another photo in place of one is a difference, though the words are the same', () => {
    const photo = (letter: string) => ({ sha256: letter.repeat(64), mime: 'image/jpeg', bytes: 10 });
    const fields = compared(
      'condolence-visit',
      { envelope: { photos: [photo('a')] } },
      { envelope: { photos: [photo('b')] } },
    );
    expect(changedIn(fields)).toEqual([['photos', '1张照片', '1张照片']]);
  });
});
