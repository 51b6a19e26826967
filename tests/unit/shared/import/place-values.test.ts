// Values of a row in their places: what an identity number tells where no column says it.
import { expect, it } from 'vitest';
import { placeValues } from '../../../../shared/import/place-values.ts';
import { targetsOf } from '../../../../shared/import/import-target.ts';
import { person } from '../../../../shared/people/person.ts';

const place = (cells: Readonly<Record<string, string>>) =>
  placeValues(
    Object.entries(cells).map(([id, value]) => {
      const target = targetsOf(person).find((each) => each.id === id);
      if (target === undefined) throw new Error(`there is no target ${id}`);
      return { target, header: id, value, isOpen: false, isLeftEmpty: false };
    }),
    { definition: person, constants: {}, ownUnitId: '420303001202', today: '2026-11-23' },
  ).values;

it('a number fills in birth date and sex, but not over a column that says otherwise', () => {
  const idNo = '420399199012310055';
  expect(place({ name: '王示兰', idNo })).toMatchObject({ sex: 'male', birthDate: '1990-12-31' });
  expect(place({ name: '王示兰', idNo, sex: 'female' })).toMatchObject({
    sex: 'female',
    birthDate: '1990-12-31',
  });
});
