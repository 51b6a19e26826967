// A refused version goes over the record as it is only while nobody went on from what it changed.
import { expect, it } from 'vitest';
import { isChangedSince } from '../../../../client/records/changed-since.ts';

const version = (rev: number, deviceId: string, seq: number) => ({ rev, edit: { deviceId, seq } });
const refused = version(3, 'phone', 7);

it.each([
  ['is not on this device', undefined, false],
  ['stands as the refused version found it', version(3, 'tablet', 90), false],
  ['stands as an earlier edit of this device left it', version(3, 'phone', 6), false],
  ['was changed by others since', version(4, 'tablet', 91), true],
  ['has a later edit of this device that waits', version(3, 'phone', 8), true],
  ['is older, in a server that was restored', version(2, 'phone', 5), true],
])('a record that %s', (_words, current, isChanged) => {
  expect(isChangedSince(refused, current)).toBe(isChanged);
});
