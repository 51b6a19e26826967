// Which photos, files and signatures an entry holds, wherever they stand.
import { expect, it } from 'vitest';
import { blobHashesOf, type Entry } from '../../../../client/database/entry.ts';

it('finds them in the list, among the values and in rows of groups', () => {
  const blob = (name: string) => ({ sha256: name, mime: 'image/jpeg', bytes: 1 });
  const entry: Entry = {
    values: {
      paper: blob('b'),
      note: 'x',
      rows: [
        { key: '1', paper: blob('c') },
        { key: '2', thing: 'y' },
      ],
    },
    occurredOn: '2026-10-18',
    photos: [blob('a')],
    hostUnitId: '',
    partnerUnitIds: [],
  };
  expect(blobHashesOf(entry)).toEqual(['a', 'b', 'c']);
});
