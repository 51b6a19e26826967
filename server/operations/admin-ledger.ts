// A ledger of a unit and a period as a file, from everything that its unit may read.
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { ledgersOf } from '../../shared/ledgers/catalogue/ledgers-of.ts';
import type { LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import { ledgerFileRequestSchema } from '../../shared/ledgers/ledger-protocol.ts';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { CollectionName, UnitId } from '../../shared/records/record.ts';
import type { Server } from '../create-server.ts';
import type { AdminCommand } from './admin.ts';

const usage = `Usage: ledger --kind ID --unit CODE --from YYYY-MM-DD --to YYYY-MM-DD --out FILE.xlsx|FILE.docx
       [--text WORDS] [--columns ID,ID] [--locale zh-CN|en]
       ledger --kinds
Writes the ledger of the unit with all below it, both days inside: a workbook or a document, as the file's name ends.
A kind is a type of record, one of the ten books or a ledger of several; --kinds lists them. An existing file is
written anew.`;

export const ledgerCommands: readonly AdminCommand[] = [{ words: 'ledger', usage, run: write }];

/** No account is called so: what was done from a shell, beside the running server. */
const fromShell = '(shell)';

const options = {
  kind: { type: 'string' },
  unit: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  text: { type: 'string' },
  columns: { type: 'string' },
  locale: { type: 'string' },
  kinds: { type: 'boolean' },
} as const;

async function write(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.kinds === true) return kinds(server);
  const asked = ledgerFileRequestSchema.safeParse({
    ...{ type: values.kind, unitId: values.unit, from: values.from, until: values.to },
    ...{ text: values.text, columns: values.columns?.split(',') },
    locale: (values.locale ?? 'zh-CN') === 'zh-CN' ? 'zh' : values.locale,
    format: extname(values.out ?? '').slice(1),
  });
  if (values.out === undefined || !asked.success) throw new Error(usage);
  const { locale, format, ...question } = asked.data;
  if (!kindIds(server).includes(question.type))
    throw new Error(`There is no ledger ${question.type}; see --kinds.`);
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const unit = tree.unit(question.unitId);
  if (unit === undefined) throw new Error(`There is no unit ${question.unitId}.`);
  const reader = {
    tree,
    name: locale === 'zh' ? '管理员' : 'an administrator',
    unitName: unit.shortName,
    // The city holds no register of people (`shared/access/feed-keys.ts`).
    keys: (collection: CollectionName) =>
      collection === 'people' && unit.level === 'city' ? [] : keysOf(unit.id, tree),
  };
  const by = { account: fromShell, unitId: unit.id };
  const { bytes, held, total } = await server.exportLedger(by, reader, question, { locale, format });
  await writeFile(values.out, bytes).catch(() => {
    throw new Error(`The file ${values.out} cannot be written.`);
  });
  const cut = held < total ? `, the first of ${total}: choose shorter periods for the rest` : '';
  return `${values.out}: ${held} lines of ${unit.shortName}${cut}.`;
}

/** What stands under the unit, and what is addressed to it. */
function keysOf(unit: UnitId, tree: OrgTree): readonly FeedKey[] {
  return [`up:${unit}`, `at:${unit}`, ...tree.withAncestors(unit).map((each): FeedKey => `down:${each}`)];
}

function kindIds({ registry }: Server): readonly string[] {
  return allOf(registry).map(({ id }) => id);
}

function kinds({ registry }: Server): string {
  return allOf(registry)
    .map(({ id, label }) => `${id}  ${label.zh}`)
    .join('\n');
}

function allOf(registry: Server['registry']): readonly LedgerPlan[] {
  const { named, books, ofTypes } = ledgersOf(registry);
  return [...named, ...books, ...ofTypes];
}
