// Cells that name a person: by the identity number of the same row first, by the name only where no number contradicts.
import type { PersonField } from '../forms/field-types.ts';
import { normaliseName } from '../forms/normalise-entry.ts';
import {
  doubt,
  isNothing,
  nothing,
  read,
  type KnownPerson,
  type ReadContext,
  type Reading,
} from './reading.ts';

export function readPerson(field: PersonField, written: string, context: ReadContext): Reading {
  if (isNothing(written)) return nothing;
  const name = normaliseName(written.replaceAll(/\s/g, ''));
  const { rowNumber } = context;
  const numbered = rowNumber ? context.personNumbered(rowNumber) : undefined;
  if (numbered !== undefined) return byNumber(numbered, name);
  const people = context
    .peopleNamed(name)
    .filter(({ idNo }) => !rowNumber || idNo === undefined || idNo === rowNumber);
  const [only] = people;
  if (only === undefined) return unknown(field, name);
  if (people.length > 1) return several(field, name, people.length);
  return rowNumber === undefined ? read(linkTo(only)) : perhaps(field, name, only);
}

function linkTo({ id, name }: KnownPerson) {
  return { id, name };
}

function byNumber(person: KnownPerson, name: string): Reading {
  return person.name === name
    ? read(linkTo(person))
    : doubt(
        'otherName',
        `这个身份证号登记的是“${person.name}”，表里写的是“${name}”，是同一个人？`,
        `This number is registered for “${person.name}”, the table says “${name}”: the same person?`,
        linkTo(person),
      );
}

function unknown(field: PersonField, name: string): Reading {
  if (field.allowTyped === true) return read({ name });
  return doubt(
    'unknownPerson',
    `人员里没有“${name}”，请选，或先登记再导入`,
    `“${name}” is not registered: choose, or register first`,
  );
}

function several(field: PersonField, name: string, count: number): Reading {
  return withNameOnly(
    field,
    name,
    doubt(
      'severalPeople',
      `登记的人员里有${count}个“${name}”，请选是哪一位`,
      `${count} people are called “${name}”: please choose`,
    ),
  );
}

/** The table has a column of numbers, and none of them says whether it is she. */
function perhaps(field: PersonField, name: string, only: KnownPerson): Reading {
  return withNameOnly(
    field,
    name,
    doubt(
      'samePerson',
      `人员里有一位“${name}”，身份证号核不上，是她吗？`,
      `A “${name}” is registered; the numbers do not tell: is it she?`,
      linkTo(only),
    ),
  );
}

function withNameOnly(field: PersonField, name: string, reading: Reading): Reading {
  if (reading.kind !== 'doubt' || field.allowTyped !== true) return reading;
  const label = { zh: '不是登记的人，只记姓名', en: 'Nobody registered: keep the name only' };
  return { ...reading, offers: [{ label, value: { name } }] };
}
