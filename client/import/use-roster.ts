// The courses of a roster: one for each sheet, planned already or entered here, and the records that come of its rows.
import { shallowRef, type ShallowRef } from 'vue';
import { checkEntry } from '../../shared/forms/check-entry.ts';
import type { EntryProblem } from '../../shared/forms/entry-problem.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import { overrideReasonId, wantsReason } from '../../shared/forms/override-reason.ts';
import type { EntryContent } from '../../shared/forms/relevance.ts';
import { attendanceOf, courseFromTitle, mostAttendees } from '../../shared/import/training-roster.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { standingState } from '../../shared/records/standing-state.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { Entry, EntryToSave } from '../database/entry.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import type { ImportTable } from './import-tables.ts';
import type { JudgedRow } from './use-import-rows.ts';

/** `aboutId`: the planned course that was held; without it `entry` becomes a course of its own. */
export type RosterCourse = {
  readonly tableId: string;
  readonly sheet: string;
  readonly rowCount: number;
  readonly entry: EntryContent;
  /** As the title of the table says it. */
  readonly fresh: EntryContent;
  readonly aboutId?: DocumentId;
};

export type HeldCourse = {
  readonly id: DocumentId;
  readonly name: string;
  readonly isClosed: boolean;
  readonly document: SyncedDocument;
};

export type Roster = {
  /** 培训计划; its fields are asked once for each course. */
  readonly definition: RecordDefinition | undefined;
  readonly courses: Readonly<ShallowRef<readonly RosterCourse[]>>;
  /** Those of the own unit, newest first. */
  readonly planned: Readonly<ShallowRef<readonly HeldCourse[]>>;
  /** Problems are shown from the first try to go on. */
  readonly isTried: Readonly<ShallowRef<boolean>>;
  readonly begin: (tables: readonly ImportTable[]) => Promise<void>;
  readonly change: (tableId: string, entry: EntryContent) => void;
  /** Undefined: a course that was not planned. */
  readonly choose: (tableId: string, aboutId: DocumentId | undefined) => void;
  readonly problemsOf: (course: RosterCourse) => readonly EntryProblem[];
  /** False when a course of these tables is not whole yet. */
  readonly mayGoOn: (tableIds: readonly string[]) => boolean;
  readonly warned: (rows: readonly JudgedRow[]) => number;
  readonly recordsOf: (rows: readonly JudgedRow[], reason: string) => readonly EntryToSave[];
};

const noDay: EntryProblem = {
  ...{ fieldId: 'occurredOn', severity: 'block' },
  message: { zh: '请填写“开始日期”', en: 'Please fill in “From”' },
};

export function useRoster(): Roster {
  const { registry, clock, newId } = useServices();
  const { account, repositories } = useOpenSession();
  const [plan, attendance] = [registry.get('training-course'), registry.get('training-attendance')];
  const courses = shallowRef<readonly RosterCourse[]>([]);
  const planned = shallowRef<readonly HeldCourse[]>([]);
  const isTried = shallowRef(false);
  const around = () => ({ today: clock.today(), orgUnitId: account.orgUnitId });
  const replace = (tableId: string, step: (course: RosterCourse) => RosterCourse): void => {
    courses.value = courses.value.map((each) => (each.tableId === tableId ? step(each) : each));
  };
  const problemsOf = ({ entry, aboutId }: RosterCourse): readonly EntryProblem[] => {
    const { today } = around();
    const problems =
      plan === undefined ? [] : checkEntry(plan, normaliseEntry(plan, entry, today), { today });
    const blocking = problems.filter(
      ({ severity, fieldId }) => severity === 'block' && (aboutId === undefined || fieldId === 'endsOn'),
    );
    return blocking.map((problem) =>
      problem.fieldId === 'occurredOn' && entry.occurredOn === '' ? noDay : problem,
    );
  };
  const made = (rows: readonly JudgedRow[]) =>
    courses.value.flatMap((course): readonly MadeRecord[] => {
      const mine = rows.filter(({ id }) => id.startsWith(`${course.tableId}:`));
      if (mine.length === 0 || plan === undefined || attendance === undefined) return [];
      return recordsOfCourse(course, mine, { ...around(), newId, plan, attendance });
    });
  return {
    ...{ definition: plan, courses, planned, isTried, problemsOf },
    begin: async (tables) => {
      isTried.value = false;
      const held = await (await repositories.imports.load()).held('records', 'training-course');
      const about = await (await repositories.imports.load()).held('records', 'training-attendance');
      planned.value = held
        .filter(
          ({ _deleted, orgUnitId, reviewState }) =>
            !_deleted && orgUnitId === account.orgUnitId && reviewState !== 'void',
        )
        .sort((a, b) => (a.occurredOn < b.occurredOn ? 1 : -1))
        .map((document) => heldCourse(document, about, registry));
      courses.value = tables.flatMap(({ id, table }) => {
        if (plan === undefined) return [];
        const fresh = courseFromTitle(plan, table.title, table.rows.length, around());
        return [{ tableId: id, sheet: table.sheet, rowCount: table.rows.length, fresh, entry: fresh }];
      });
    },
    change: (tableId, entry) => replace(tableId, (course) => ({ ...course, entry })),
    choose: (tableId, aboutId) => replace(tableId, (course) => chosenCourse(course, planned.value, aboutId)),
    mayGoOn: (tableIds) => {
      isTried.value = true;
      return courses.value.every(
        (course) =>
          !tableIds.includes(course.tableId) ||
          (course.rowCount <= mostAttendees && problemsOf(course).length === 0),
      );
    },
    warned: (rows) => made(rows).filter(({ isWarned }) => isWarned).length,
    recordsOf: (rows, reason) =>
      made(rows).map(({ isWarned, record }) =>
        isWarned && reason !== '' ? withReason(record, reason) : record,
      ),
  };
}

/** Not planned after all: as the title says it again. */
function chosenCourse(
  { tableId, sheet, rowCount, fresh }: RosterCourse,
  planned: readonly HeldCourse[],
  aboutId: DocumentId | undefined,
): RosterCourse {
  const chosen = planned.find(({ id }) => id === aboutId);
  const course = { tableId, sheet, rowCount, fresh };
  return chosen === undefined
    ? { ...course, entry: fresh }
    : { ...course, aboutId: chosen.id, entry: chosen.document };
}

function heldCourse(
  document: SyncedDocument,
  about: readonly SyncedDocument[],
  registry: Parameters<typeof standingState>[1],
): HeldCourse {
  const { isClosed } = standingState(
    about.filter(({ aboutId }) => aboutId === document.id),
    registry,
  );
  const { name } = document.values;
  return { id: document.id, name: typeof name === 'string' ? name : '', isClosed, document };
}

type MadeRecord = { readonly record: EntryToSave; readonly isWarned: boolean };
type Making = {
  readonly today: string;
  readonly orgUnitId: string;
  readonly newId: () => string;
  readonly plan: RecordDefinition;
  readonly attendance: RecordDefinition;
};

/** The course first: what continues it must find it. */
function recordsOfCourse(
  course: RosterCourse,
  rows: readonly JudgedRow[],
  making: Making,
): readonly MadeRecord[] {
  const { today, plan, attendance } = making;
  const entry = normaliseEntry(plan, course.entry, today);
  const aboutId = course.aboutId ?? making.newId();
  const day = typeof entry.values['endsOn'] === 'string' ? entry.values['endsOn'] : entry.occurredOn;
  const held = attendanceOf(
    attendance,
    rows.map((row) => row.entry),
    day,
    making,
  );
  const isWarned = (problems: readonly EntryProblem[]): boolean =>
    wantsReason(problems.filter(({ severity }) => severity === 'warn'));
  const heldRecord: MadeRecord = {
    isWarned: isWarned(checkEntry(attendance, held, { today })),
    record: toSave(making.newId(), attendance, { ...held, aboutId }),
  };
  if (course.aboutId !== undefined) return [heldRecord];
  return [
    {
      isWarned: isWarned(checkEntry(plan, entry, { today })),
      record: toSave(aboutId, plan, entry),
    },
    heldRecord,
  ];
}

function toSave(id: DocumentId, { id: type, version }: RecordDefinition, entry: Entry): EntryToSave {
  return { id, type, definitionVersion: version, entry };
}

function withReason(record: EntryToSave, reason: string): EntryToSave {
  const values = { ...record.entry.values, [overrideReasonId]: reason };
  return { ...record, entry: { ...record.entry, values } };
}
