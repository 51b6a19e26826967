// An office's reports: drafted from the records, edited, taken anew, checked, finalised, numbered. Each step goes by compare-and-swap.
import type { Account } from '../../shared/access/role.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { checkDocumentNumber, normaliseDocumentNumber } from '../../shared/forms/document-number.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import { withoutMissing } from '../../shared/reports/change-blocks.ts';
import { actsOn, writesReports } from '../../shared/reports/report-acts.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import type {
  NewReport,
  ReportAct,
  ReportComparison,
  ReportEdit,
  ReportHead,
  ReportMove,
  ReportReply,
} from '../../shared/reports/report-protocol.ts';
import type { UnitId } from '../../shared/records/record.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { randomText, type Random } from '../random.ts';
import type { ReportRow, ReportStep } from '../store/reports.ts';
import type { Store, StoreTransaction, StoreView } from '../store/store.ts';
import type { ReadReport } from './read-report.ts';
import { askedOf, comparisonOf, createReadNow, renewed } from './renew-report.ts';
import { isOwnWork, replyOf } from './report-reply.ts';
import { contentOf, headOf, stateOf } from './stored-report.ts';

export type Refresh = { readonly rev: number; readonly factIds?: readonly string[] };

export type ReportDesk = {
  /** Of the unit: all to itself, to those above it the final ones. */
  readonly list: (caller: Caller, unitId: UnitId) => Promise<readonly ReportHead[]>;
  readonly create: (caller: Caller, asked: NewReport) => Promise<ReportReply>;
  readonly read: (caller: Caller, id: string) => Promise<ReportReply>;
  readonly save: (caller: Caller, id: string, edit: ReportEdit) => Promise<ReportReply>;
  readonly compare: (caller: Caller, id: string) => Promise<ReportComparison>;
  readonly refresh: (caller: Caller, id: string, asked: Refresh) => Promise<ReportReply>;
  readonly move: (caller: Caller, id: string, move: ReportMove) => Promise<ReportReply>;
  /** The row for whoever may read it, to make a file of; taking one away is written down. */
  readonly take: (by: TakenBy, id: string, format: 'docx' | 'json') => Promise<ReportRow>;
};

export type TakenBy = { readonly account: Account; readonly tree: OrgTree };

type DeskDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly readReport: ReadReport;
};

/** What an account typed within so long is one step of the history. */
const oneStepMs = 10 * 60_000;

/** What a step changes of the row; the rest stays. */
type Changed = Partial<Pick<ReportRow, 'state' | 'title' | 'json' | 'number' | 'issuedOn'>>;

export function createReportDesk(deps: DeskDeps): ReportDesk {
  const { store, clock, random } = deps;
  const readNow = createReadNow(deps);
  const reply = async (view: StoreView, { account, tree }: Caller, row: ReportRow): Promise<ReportReply> =>
    replyOf(row, await view.reports.steps(row.id), account, tree);
  const step = async (
    caller: Caller,
    id: string,
    asked: { readonly rev: number; readonly act: ReportAct; readonly reason?: string },
    change: (row: ReportRow, tx: StoreTransaction) => Promise<Changed> | Changed,
  ): Promise<ReportReply> =>
    store.write(async (tx) => {
      const row = await readable(tx, caller, id);
      if (row.rev !== asked.rev) throw new AppError('reportChanged');
      checkMay(caller, row, asked.act);
      const [at, by] = [clock.now().toISOString(), caller.account.id];
      const next: ReportRow = {
        ...{ ...row, ...(await change(row, tx)) },
        ...{ rev: row.rev + 1, updatedAt: at, updatedBy: by },
      };
      const mergeSince = new Date(clock.now().getTime() - oneStepMs).toISOString();
      const made = stepOf(next, asked.act, asked.reason);
      if (!(await tx.reports.change(next, row.rev, made, mergeSince))) throw new AppError('reportChanged');
      return reply(tx, caller, next);
    });
  return {
    list: ({ account, tree }, unitId) => {
      if (!writesReports(account) || !isWithin(tree, unitId, account.orgUnitId))
        throw new AppError('notAllowed');
      return store.read(async (view) => {
        const rows = await view.reports.list([unitId]);
        return rows.map(headOf).filter(({ state }) => unitId === account.orgUnitId || isFinal(state));
      });
    },
    create: async (caller, asked) => {
      const { account } = caller;
      if (!writesReports(account) || asked.unitId !== account.orgUnitId) throw new AppError('notAllowed');
      const content = await readNow(caller, asked);
      const at = clock.now().toISOString();
      const row: ReportRow = {
        ...{ id: randomText(random, 12), rev: 1, state: 'drafting', title: content.report.title },
        ...{ unitId: asked.unitId, outlineId: asked.outlineId, from: asked.from, until: asked.until },
        ...{ isPreview: asked.isPreview, updatedAt: at, updatedBy: account.id },
        ...{ number: '', issuedOn: '', json: JSON.stringify(content) },
      };
      return store.write(async (tx) => {
        await tx.reports.create(row, stepOf(row, 'create'));
        return reply(tx, caller, row);
      });
    },
    read: (caller, id) => store.read(async (view) => reply(view, caller, await readable(view, caller, id))),
    save: (caller, id, { rev, title, blocks }) =>
      step(caller, id, { rev, act: 'edit' }, (row) => {
        const content = contentOf(row);
        return { title, json: JSON.stringify({ ...content, report: { ...content.report, title, blocks } }) };
      }),
    compare: async (caller, id) => {
      const row = await store.read((view) => readable(view, caller, id));
      const [before, { report: after }] = [contentOf(row).report, await readNow(caller, askedOf(row))];
      return comparisonOf(before, after);
    },
    refresh: async (caller, id, { rev, factIds }) => {
      const asked = await store.read((view) => readable(view, caller, id));
      const now = await readNow(caller, askedOf(asked));
      return step(caller, id, { rev, act: 'refresh' }, (row) => ({
        json: JSON.stringify(renewed(contentOf(row), now, factIds)),
      }));
    },
    move: (caller, id, move) =>
      step(caller, id, move, async (row, tx) => {
        if (move.act === 'finalise') await recordFinal(tx, caller, row, move, clock);
        return moved(row, move);
      }),
    take: (by, id, format) =>
      store.write(async (tx) => {
        const row = await readable(tx, by, id);
        const { unitId: unit, from, until } = row;
        await tx.audit.append({
          ...{ at: clock.now().toISOString(), account: by.account.id, accountUnit: by.account.orgUnitId },
          ...{ act: 'export', subject: `report/${id}`, reason: '', unit, from, until, lines: 0, format },
        });
        return row;
      }),
  };
}

function isFinal(state: string): boolean {
  return state === 'final' || state === 'issued';
}

/** Drafts are the unit's own; what is final is read by those above too. To others it is not there. */
async function readable(view: StoreView, { account, tree }: TakenBy, id: string): Promise<ReportRow> {
  // Asked of no database in other characters than ids have.
  const row = /^[\w-]+$/.test(id) ? await view.reports.get(id) : undefined;
  const isOwn = row !== undefined && writesReports(account) && row.unitId === account.orgUnitId;
  const isBelow = row !== undefined && isFinal(row.state) && isWithin(tree, row.unitId, account.orgUnitId);
  if (row === undefined || !(isOwn || (isBelow && writesReports(account)))) throw new AppError('notFound');
  return row;
}

function checkMay({ account }: Caller, row: ReportRow, act: ReportAct): void {
  const { unitId, isPreview } = row;
  if (unitId !== account.orgUnitId) throw new AppError('notAllowed');
  if (actsOn({ unitId, isPreview, state: stateOf(row) }, account).includes(act)) return;
  throw new AppError(act === 'send' && isPreview ? 'reportIsPreview' : 'reportFrozen');
}

function stepOf(row: ReportRow, act: string, reason = ''): ReportStep {
  return { rev: row.rev, at: row.updatedAt, account: row.updatedBy, act, reason };
}

async function recordFinal(
  tx: StoreTransaction,
  { account }: Caller,
  row: ReportRow,
  { reason = '' }: ReportMove,
  clock: Clock,
): Promise<void> {
  const steps = await tx.reports.steps(row.id);
  if (isOwnWork(steps, account) && reason.trim() === '') throw new AppError('reasonNeeded');
  await tx.audit.append({
    ...{ at: clock.now().toISOString(), account: account.id, accountUnit: account.orgUnitId },
    ...{ act: 'finalise', subject: `report/${row.id}`, reason, unit: row.unitId },
    ...{ from: row.from, until: row.until, lines: 0, format: '' },
  });
  await tx.reports.bind(row.id, contentOf(row).report.snapshot.revisions);
}

function moved(row: ReportRow, { act, number, issuedOn }: ReportMove): Changed {
  if (act === 'send') return { state: 'submitted' };
  if (act === 'takeBack') return { state: 'drafting' };
  if (act === 'number') {
    const normal = normaliseDocumentNumber(number ?? '');
    if (issuedOn === undefined || checkDocumentNumber(normal) !== null)
      throw new AppError('badDocumentNumber');
    return { state: 'issued', number: normal, issuedOn };
  }
  const content = contentOf(row);
  const { report } = content;
  const missing = report.missing.map((item) => ({ ...item, isDropped: true }));
  const final: Report = { ...report, blocks: withoutMissing(report.blocks), missing };
  return { state: 'final', json: JSON.stringify({ ...content, report: final }) };
}
