// What such an app must not do (国办函〔2026〕12号 and `domain.md` §9): nothing that counts, ranks or watches those who use it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkEntry, isAcceptable } from '../../shared/forms/check-entry.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { contractDocument } from '../../server/routes/contract-document.ts';
import { rootPath } from '../support/run-command.ts';

const read = (path: string): string => readFileSync(join(rootPath, path), 'utf8');
const sources = globSync('{client,server,shared}/**/*.{ts,vue}', { cwd: rootPath });
const words = {
  zh: /打卡|积分|排名|排行|名次|连续\d*天|在线时长|活跃度|每日任务|催办/,
  en: /\b(check-?in|leaderboard|ranking|streak|points|online time|badge earned)\b/i,
};

describe('no check-in, points, ranking, streak or online time', () => {
  it('in no word on a screen', () => {
    const locales = globSync('client/locales/**/*.json', { cwd: rootPath });
    expect(locales.length).toBeGreaterThanOrEqual(4);
    for (const path of locales)
      expect([path, (path.endsWith('en.json') ? words.en : words.zh).test(read(path))]).toEqual([
        path,
        false,
      ]);
  });

  it('in no word of the code: errors, ledgers, figures, kinds', () => {
    // What forbids these words in a report has to name them.
    const others = sources.filter((path) => !path.endsWith('checks/banned-content.ts'));
    for (const path of others) expect([path, words.zh.exec(read(path))?.[0]]).toEqual([path, undefined]);
  });

  it('in no record type and no figure, whatever it says', () => {
    const said = JSON.stringify([recordTypes.all, indicatorsOf(recordTypes)]);
    expect(said).not.toMatch(words.zh);
    expect(said).not.toMatch(words.en);
  });

  it('in no route, request or reply', () => {
    const contract = JSON.stringify(contractDocument());
    expect(contract).not.toMatch(/rank|streak|checkIn|score|onlineTime|loginDays/i);
  });
});

describe('no compelled photo and no place of a person', () => {
  it('every kind is accepted without a photo, a file or a signature', () => {
    const blobs: ReadonlySet<string> = new Set(['photos', 'file', 'signature']);
    for (const definition of recordTypes.all)
      for (const field of definition.fields.filter(({ kind }) => blobs.has(kind)))
        expect([definition.id, field.id, field.required ?? false]).toEqual([definition.id, field.id, false]);
  });

  it('nothing asks where the phone is, or wakes it up', () => {
    for (const path of sources)
      expect([
        path,
        /navigator\.geolocation|watchPosition|pushManager|Notification\(/.test(read(path)),
      ]).toEqual([path, false]);
  });
});

describe('an evening or a day long past', () => {
  it('is taken: it is asked about, never refused', () => {
    for (const definition of recordTypes.all.filter(({ collection }) => collection === 'records')) {
      const entry = {
        ...{ values: sampleValues(definition, '2026-03-01'), occurredOn: '2026-03-01', photos: [] },
        ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
      };
      expect([definition.id, isAcceptable(checkEntry(definition, entry, { today: '2026-11-27' }))]).toEqual([
        definition.id,
        true,
      ]);
    }
  });
});
