// What a pasted message offers: dates, counts, amounts, known names, choices; and a record as a message.
import { describe, expect, it } from 'vitest';
import { recogniseText } from '../../../../shared/forms/recognise-text.ts';
import { recordText } from '../../../../shared/forms/record-text.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';

const people = [
  { id: 'p1', name: '王示兰' },
  { id: 'p2', name: '王示' },
];
const recognised = (type: string, message: string): Readonly<Record<string, unknown>> => {
  const definition = recordTypes.get(type);
  if (definition === undefined) throw new Error(`${type} is missing`);
  return Object.fromEntries(
    recogniseText(definition, message, { today: '2026-11-27', people }).map(({ field, value }) => [
      field.id,
      value,
    ]),
  );
};

describe('a pasted message', () => {
  it('offers what it says of a meeting', () => {
    const said = '11月20日召开工作例会，实到11人，应到12人。';
    expect(recognised('meeting', said)).toMatchObject({
      ...{ occurredOn: '2026-11-20', expected: 12, attended: 11 },
    });
  });

  it('reads a rough count as rough, once', () => {
    expect(recognised('condolence-visit', '重阳节慰问老人51余名，打扫卫生、梳头')).toMatchObject({
      festival: 'double-ninth',
      beneficiaryCount: { count: 51, isEstimate: true },
    });
  });

  it('reads numerals, the place, and what was given for how much; a rough amount is left to her', () => {
    const said = '重阳节到花果敬老院慰问老人五十余名，送去常用药物价值986元，三八红旗手带队';
    expect(recognised('condolence-visit', said)).toMatchObject({
      ...{ whom: '花果敬老院', beneficiaryCount: { count: 50, isEstimate: true } },
      gifts: [{ item: '常用药物', valueFen: 98_600 }],
    });
    expect(recognised('condolence-visit', '送去米面油近1000元')).not.toHaveProperty('gifts');
    expect(recognised('condolence-visit', '送去米面油近千元')).not.toHaveProperty('gifts');
    expect(recognised('condolence-visit', '共计0.2万元')).toMatchObject({ gifts: [{ valueFen: 200_000 }] });
  });

  it('knows people of the registry by their whole name, and no others', () => {
    expect(recognised('home-visit', '昨天走访王示兰，有困难')).toMatchObject({
      ...{ person: { id: 'p1', name: '王示兰' }, occurredOn: '2026-11-26', situation: 'difficulty' },
    });
    expect(recognised('home-visit', '走访了示例大姐')).not.toHaveProperty('person');
  });

  it('puts a day that would be to come into last year, and takes no day that does not exist', () => {
    expect(recognised('meeting', '12月30日开会').occurredOn).toBe('2025-12-30');
    expect(recognised('meeting', '2月31日开会')).not.toHaveProperty('occurredOn');
  });

  it('offers nothing for words without anything in them', () => {
    expect(recognised('meeting', '大家好，辛苦了')).toEqual({});
  });
});

describe('a record as a message', () => {
  it('has its kind, unit and day, a line for what was filled in, and no number of a person', () => {
    const definition = recordTypes.get('meeting');
    if (definition === undefined) throw new Error('meeting is missing');
    const entry = {
      ...{ values: definition.sample, occurredOn: '2026-11-20', photos: [] },
      ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
    };
    const [heading, ...lines] = recordText(definition, entry, '花果村', { locale: 'zh' }).split('\n');
    expect(heading).toBe('【会议】花果村 2026年11月20日');
    expect(lines.length).toBeGreaterThan(2);
    const person = recordTypes.get('person');
    if (person === undefined) throw new Error('person is missing');
    const text = recordText(person, { ...entry, values: person.sample }, '', {
      locale: 'zh',
      unitName: () => '花果村',
    });
    expect(text).not.toMatch(/\d{11}/);
  });
});
