// Where a person lives and lived: the history of moves, and how it ended (`move-person.ts` writes the moves).
import type { Field } from '../forms/field-types.ts';

export const residenceFields: readonly Field[] = [
  {
    ...{ id: 'livesSince', kind: 'date', notFuture: true, isDistant: true, folded: true, sensitivity: 1 },
    label: { zh: '何时住到这里', en: 'Lives here since' },
  },
  {
    ...{ id: 'residences', kind: 'group', folded: true, sensitivity: 1 },
    label: { zh: '迁移经历', en: 'Moves' },
    itemLabel: { zh: '居住', en: 'Residence' },
    max: 30,
    fields: [
      { id: 'unit', kind: 'orgUnit', label: { zh: '村（社区）', en: 'Village' } },
      {
        ...{ id: 'place', kind: 'text' },
        relevant: { not: { present: { field: 'unit' } } },
        label: { zh: '外地地址', en: 'Place elsewhere' },
      },
      { id: 'from', kind: 'date', notFuture: true, label: { zh: '从', en: 'From' } },
      {
        ...{ id: 'until', kind: 'date', notFuture: true },
        label: { zh: '到', en: 'Until' },
        constraints: [
          {
            rule: { gte: [{ field: 'until' }, { field: 'from' }] },
            severity: 'block',
            message: { zh: '迁出不能早于迁入', en: 'It cannot end before it began' },
          },
        ],
      },
    ],
  },
  {
    ...{ id: 'movedTo', kind: 'orgUnit', folded: true, sensitivity: 1 },
    label: { zh: '已迁往（待乡镇转交）', en: 'Moved to (the township hands her over)' },
  },
  {
    ...{ id: 'movedAway', kind: 'text', folded: true, sensitivity: 1 },
    label: { zh: '已迁往外地', en: 'Moved away to' },
  },
  {
    ...{ id: 'diedOn', kind: 'date', notFuture: true, folded: true, sensitivity: 1 },
    label: { zh: '去世日期', en: 'Died on' },
  },
];
