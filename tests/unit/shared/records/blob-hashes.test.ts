// Which photos, files and signatures a document refers to, wherever they stand.
import { expect, it } from 'vitest';
import { blobHashesOf } from '../../../../shared/records/blob-hashes.ts';

it('finds them in the list, among the values and in rows of groups', () => {
  const blob = (name: string) => ({ sha256: name, mime: 'image/jpeg', bytes: 1 });
  const document = {
    values: {
      paper: blob('b'),
      note: 'x',
      rows: [
        { key: '1', paper: blob('c') },
        { key: '2', thing: 'y' },
      ],
    },
    photos: [blob('a'), blob('b')],
  };
  expect(blobHashesOf(document)).toEqual(['a', 'b', 'c']);
});
