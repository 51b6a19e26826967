// Text cut from a paper keeps its bindings when it is put back: a form of its own on the clipboard, believed only as that.
import * as z from 'zod/mini';
import { reportBlockSchema } from '../../shared/reports/report-protocol.ts';
import type { Chip } from '../../shared/reports/edit-lines.ts';
import type { ReportBlock } from '../../shared/reports/report-model.ts';

export const cutPiecesType = 'application/x-banbiantian-report';

const blocksSchema = z.array(reportBlockSchema);

/** Undefined for everything that is not a cut of ours: that is pasted as plain words. */
export function cutPieces(written: string): readonly ReportBlock[] | undefined {
  if (written === '') return undefined;
  try {
    const parsed = blocksSchema.safeParse(JSON.parse(written));
    return parsed.success && parsed.data.length > 0 ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** A number of another report is bound to nothing here: it becomes words. */
export function ownPieces(
  blocks: readonly ReportBlock[],
  isOwn: (chip: Chip) => boolean,
): readonly ReportBlock[] {
  return blocks.map(({ kind, pieces }) => ({
    kind,
    pieces: pieces.map((piece) =>
      piece.kind === 'text' || isOwn(piece) ? piece : { kind: 'text', text: piece.text },
    ),
  }));
}
