// A move closes one residence and opens the next, by the township's hand or waiting for it.
import { describe, expect, it } from 'vitest';
import { handOverPerson, movePerson } from '../../../../shared/people/move-person.ts';
import { exampleVillage, personDocument } from '../../../support/person-documents.ts';

const caijia = '420303001203';
function keys(): () => string {
  let made = 0;
  return () => `k${(made += 1)}`;
}

describe('a move', () => {
  const person = personDocument('p', { name: '王示兰', livesSince: '2001-05-01' });

  it('by the township hands the document over: nothing of it stays under the old unit', () => {
    const moved = movePerson(person, { to: caijia, on: '2026-11-01', hands: true }, keys());
    expect(moved).toEqual({
      orgUnitId: caijia,
      hostUnitId: caijia,
      values: {
        name: '王示兰',
        livesSince: '2026-11-01',
        residenceUnitId: caijia,
        residences: [
          { key: 'k1', unit: exampleVillage, from: '2001-05-01', until: '2026-11-01' },
          { key: 'k2', unit: caijia, from: '2026-11-01' },
        ],
      },
    });
  });

  it('by the village waits for the township, who then hands it over', () => {
    const newKey = keys();
    const waiting = movePerson(person, { to: caijia, on: '2026-11-01', hands: false }, newKey);
    expect(waiting).toMatchObject({ orgUnitId: exampleVillage, values: { movedTo: caijia } });
    expect(handOverPerson({ ...person, ...waiting })).toEqual({
      orgUnitId: caijia,
      hostUnitId: caijia,
      values: expect.not.objectContaining({ movedTo: caijia }),
    });
    const onward = { to: '420303001204', on: '2026-11-09', hands: true };
    const other = movePerson({ ...person, ...waiting }, onward, newKey);
    expect(other.values).not.toHaveProperty('movedTo');
    expect(other.values['residences']).toEqual([
      { key: 'k1', unit: exampleVillage, from: '2001-05-01', until: '2026-11-01' },
      { key: 'k2', unit: caijia, from: '2026-11-01', until: '2026-11-09' },
      { key: 'k3', unit: '420303001204', from: '2026-11-09' },
    ]);
  });
});
