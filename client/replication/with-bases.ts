// Edits of documents that had left this device: RxDB knows no base of them, the journal does.
import { baseName, storedBase } from '../database/edit-bases.ts';
import type { Settings } from '../database/settings.ts';
import { isLeft } from './left-tombstone.ts';
import type { PushHandler } from './push-handler.ts';
import type { DeviceRow } from './push-rows.ts';

/** Sends such rows with their bases, and forgets these once the server has judged. */
export function withBases(settings: Settings, send: PushHandler): PushHandler {
  return async (rows) => {
    const used: string[] = [];
    const add = async (row: DeviceRow): Promise<DeviceRow> => {
      const { assumedMasterState: assumed, newDocumentState } = row;
      if (isLeft(newDocumentState) || (assumed !== undefined && !isLeft(assumed))) return row;
      const base = await storedBase(settings, newDocumentState.id);
      if (base === undefined) return row;
      used.push(baseName(base.id));
      return { ...row, assumedMasterState: base };
    };
    const masters = await send(await Promise.all(rows.map(add)));
    for (const name of used) await settings.remove(name);
    return masters;
  };
}
