// 培训花名册与签到: one line for each person who attended a course, with room to sign.
import type { LedgerDefinition } from '../define-ledger.ts';
import {
  adding,
  blankColumn,
  dayColumn,
  firstColumns,
  lastColumns,
  nameColumn,
  saying,
  telling,
} from './book-columns.ts';

export const trainingRoster: LedgerDefinition = {
  id: 'training-roster',
  label: { zh: '培训花名册与签到', en: 'Roster of a training, to sign' },
  sources: [
    {
      type: 'training-attendance',
      where: { ne: [{ field: 'state' }, 'cancelled'] },
      eachRowOf: 'attendees',
    },
  ],
  columns: [
    ...[...firstColumns, nameColumn],
    saying('sex', ['性别', 'Sex'], 'sex'),
    saying('roles', ['职务、身份', 'Post'], 'position', 'roles'),
    saying('village', ['所在村（社区）', 'Village'], 'residenceUnitId'),
    saying('phone', ['电话', 'Telephone'], 'phone'),
    telling('course', ['培训班', 'Course'], { about: 'name' }),
    dayColumn('日期', 'Date'),
    adding('days', ['出勤天数', 'Days attended'], { firstOf: ['days'] }),
    saying('assessment', ['考核', 'Assessment'], 'assessment'),
    saying('certificate', ['结业证号', 'Certificate'], 'certificate'),
    ...lastColumns,
    blankColumn('signature', ['签到（本人签名）', 'Signature of the attendee']),
  ],
};
