// What of all that came back stands on the first page.
import { expect, it } from 'vitest';
import { firstReturned } from '../../../../client/home/first-returned.ts';
import { aDocument } from '../../../support/device/documents.ts';

it('shows a few of one’s own, then a few of what others wrote', () => {
  const returned = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) =>
    aDocument(id, { createdBy: index % 2 === 0 ? 'mine' : 'left' }),
  );
  const ids = (most: number): string =>
    firstReturned(returned, 'mine', most)
      .map(({ id }) => id)
      .join('');
  expect([ids(1), ids(2), ids(9)]).toEqual(['ab', 'acbd', 'acebdf']);
});
