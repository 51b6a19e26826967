// One report on the desk: its text and title as they are typed, saved by themselves, kept when the server does not answer.
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import * as z from 'zod/mini';
import { blocksOf, linesOf, type EditLine } from '../../shared/reports/edit-lines.ts';
import type { ReportBlock } from '../../shared/reports/report-model.ts';
import {
  reportEditSchema,
  reportReplySchema,
  type ReportReply,
} from '../../shared/reports/report-protocol.ts';
import type { Outcome } from '../api-outcome.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useDirtyForms, type Typing } from '../ui/dirty-forms.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';
import { createReportSaver, type ReportSaver, type SaveState } from './report-saver.ts';

/** A text that did not get to the server, found when its report is opened again. */
const keptSchema = z.object({ at: z.string(), edit: reportEditSchema });
export type KeptText = z.infer<typeof keptSchema>;

const typingOf: ReadonlyMap<SaveState, Typing> = new Map([
  ['kept', 'kept'],
  ['unkept', 'refused'],
]);

export type OpenReport = {
  readonly reply: Readonly<ShallowRef<ReportReply | undefined>>;
  readonly state: Readonly<Ref<'loading' | 'here' | 'missing' | 'unreachable'>>;
  readonly title: Ref<string>;
  readonly saveState: Readonly<Ref<SaveState>>;
  readonly refusal: Readonly<Ref<string>>;
  readonly savedAt: Readonly<Ref<string>>;
  /** Left from before on this device; offered, never taken by itself. */
  readonly kept: Readonly<ShallowRef<KeptText | undefined>>;
  /** The other's text, when two wrote at once. */
  readonly theirs: Readonly<ShallowRef<ReportReply | undefined>>;
  readonly mayEdit: ComputedRef<boolean>;
  readonly changed: () => void;
  readonly flush: () => Promise<boolean>;
  /** A step of the server's; what is typed is saved first, and the text is drawn anew. */
  readonly step: (path: string, body: (rev: number) => unknown) => Promise<Outcome<ReportReply> | undefined>;
  /** Goes on with this text over the newest one. */
  readonly settle: (text: { readonly title: string; readonly lines: readonly EditLine[] }) => void;
  /** Goes on with it; beside the present text when that is another by now. */
  readonly takeKept: () => void;
  readonly dropKept: () => void;
  readonly load: () => Promise<void>;
};

type ReportDeps = {
  readonly reportId: string;
  readonly lines: () => readonly EditLine[];
  readonly show: (blocks: readonly ReportBlock[]) => void;
};

export function useReport({ reportId, lines, show }: ReportDeps): OpenReport {
  const { timers, clock } = useServices();
  const { api, repositories } = useOpenSession();
  const dirty = useDirtyForms();
  const reply = shallowRef<ReportReply>();
  const [kept, theirs] = [shallowRef<KeptText>(), shallowRef<ReportReply>()];
  const [title, refusal, savedAt] = [ref(''), ref(''), ref('')];
  const [state, saveState] = [ref<OpenReport['state']['value']>('loading'), ref<SaveState>('saved')];
  const path = `/api/reports/${encodeURIComponent(reportId)}`;
  let rev = 0;

  const edit = () => ({ rev, title: title.value.trim() || '—', blocks: blocksOf(lines()) });
  const fetchNow = () => api.ask(path, reportReplySchema, undefined, 'GET');
  const take = (next: ReportReply): void => {
    reply.value = next;
    rev = next.head.rev;
  };
  const takeText = (next: ReportReply): void => {
    take(next);
    title.value = next.head.title;
    show(next.blocks);
  };
  const saver = createReportSaver({
    timers,
    keep: () => repositories.reportTexts.keep(reportId, { at: clock.instant(), edit: edit() }),
    forget: () => repositories.reportTexts.forget(reportId),
    send: () => api.ask(path, reportReplySchema, edit(), 'PUT'),
    onSaved: (next) => {
      take(next);
      savedAt.value = clock.instant();
    },
    onState: (next, code = '') => {
      [saveState.value, refusal.value] = [next, code];
      if (next === 'saved') dirty.clear(reportId);
      else dirty.mark(reportId, typingOf.get(next) ?? 'typed');
      if (next === 'changed') void findTheirs();
    },
  });
  const findTheirs = async (): Promise<void> => {
    const outcome = await fetchNow();
    if (outcome.kind === 'ok') theirs.value = outcome.body;
  };
  const lookForKept = async (present: ReportReply): Promise<void> => {
    const found = keptSchema.safeParse(await repositories.reportTexts.read(reportId));
    if (!found.success) return;
    const { edit: left } = found.data;
    const isSame =
      left.title === present.head.title && JSON.stringify(left.blocks) === JSON.stringify(present.blocks);
    if (isSame) await repositories.reportTexts.forget(reportId);
    else kept.value = found.data;
  };
  const load = async (): Promise<void> => {
    const outcome = await fetchNow();
    if (outcome.kind === 'ok') {
      await lookForKept(outcome.body);
      takeText(outcome.body);
      saver.resume();
      [state.value, saveState.value] = ['here', 'saved'];
    } else if (reply.value === undefined)
      state.value = outcome.kind === 'refused' && outcome.status === 404 ? 'missing' : 'unreachable';
  };
  useOnReachable(() => {
    if (state.value === 'unreachable') void load();
    else if (['kept', 'unkept'].includes(saveState.value)) void saver.flush();
    else if (saveState.value === 'changed' && theirs.value === undefined) void findTheirs();
  });
  whenLeft(saver, () => dirty.clear(reportId));
  const settle: OpenReport['settle'] = (text) => {
    if (theirs.value !== undefined) take(theirs.value);
    title.value = text.title;
    [theirs.value, kept.value] = [undefined, undefined];
    show(blocksOf(text.lines));
    saver.resume();
    saver.changed();
    void saver.flush();
  };
  return {
    ...{ reply, state, title, saveState, refusal, savedAt, kept, theirs, load, settle, flush: saver.flush },
    mayEdit: computed(
      () =>
        reply.value?.may.includes('edit') === true && theirs.value === undefined && kept.value === undefined,
    ),
    changed: saver.changed,
    step: async (name, body) => {
      if (!(await saver.flush())) return undefined;
      const outcome = await api.ask(`${path}/${name}`, reportReplySchema, body(rev));
      if (outcome.kind === 'ok') takeText(outcome.body);
      else if (outcome.kind === 'refused' && outcome.code === 'reportChanged') await load();
      return outcome;
    },
    takeKept: () => {
      const { edit: left } = kept.value ?? {};
      if (left === undefined) return;
      if (left.rev === rev) return settle({ title: left.title, lines: linesOf(left.blocks) });
      title.value = left.title;
      show(left.blocks);
      saver.pause();
      [theirs.value, kept.value, saveState.value] = [reply.value, undefined, 'changed'];
    },
    dropKept: () => {
      kept.value = undefined;
      void repositories.reportTexts.forget(reportId);
    },
  };
}

/** What is not saved goes out when the page is left or hidden by the system. */
function whenLeft(saver: ReportSaver, done: () => void): void {
  const leave = (): void => void saver.flush();
  window.addEventListener('pagehide', leave);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave);
    void saver.flush().finally(done);
    saver.stop();
  });
}
