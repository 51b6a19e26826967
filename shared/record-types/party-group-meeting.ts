// 党组会议: a meeting of the federation's party group, of county and city only: what it discussed, decided, passed on.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, sumColumn } from '../forms/ledger-columns.ts';
import { countyAndCity, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos, placeField } from '../forms/usual-fields.ts';

export const partyGroupMeeting = defineRecordType({
  id: 'party-group-meeting',
  version: 1,
  label: words('党组会议', 'Meeting of the party group'),
  tile: '组',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  recordedBy: countyAndCity,
  fields: [
    { id: 'agenda', kind: 'text', maxLength: 200, required: true, label: words('议题', 'Agenda') },
    dayField(words('日期', 'Date')),
    {
      id: 'expected',
      kind: 'integer',
      min: 1,
      required: true,
      initial: { from: 'last' },
      unit: words('人', 'people'),
      label: words('应到人数', 'Expected'),
    },
    {
      id: 'attended',
      kind: 'integer',
      min: 1,
      required: true,
      unit: words('人', 'people'),
      label: words('实到人数', 'Attended'),
      constraints: [
        {
          rule: { lte: [{ field: 'attended' }, { field: 'expected' }] },
          severity: 'warn',
          message: words('实到多于应到，列席请另记', 'More attended than expected; note observers apart'),
        },
      ],
    },
    { id: 'decisions', kind: 'longText', maxLength: 1000, label: words('议定事项', 'Decisions') },
    {
      id: 'relayedDocument',
      kind: 'record',
      recordType: 'received-document',
      folded: true,
      label: words('传达学习的收文', 'The document it passed on'),
    },
    { id: 'name', kind: 'text', folded: true, label: words('会议名称', 'Name') },
    placeField({ folded: true }),
    { id: 'startsAt', kind: 'time', folded: true, label: words('时间', 'Time') },
    { id: 'chair', kind: 'text', maxLength: 60, folded: true, label: words('主持人', 'Chair') },
    {
      id: 'observers',
      kind: 'integer',
      min: 0,
      folded: true,
      unit: words('人', 'people'),
      label: words('列席人数', 'Observers'),
    },
    { id: 'minutes', kind: 'file', folded: true, label: words('会议纪要', 'Minutes') },
    ...noteAndPhotos,
  ],
  title: [{ field: 'agenda' }],
  summary: [
    words('应到', 'expected '),
    { field: 'expected' },
    words(' 实到', ', attended '),
    { field: 'attended' },
  ],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('name', words('会议名称', 'Name')),
    column('place', words('地点', 'Place')),
    column('agenda', words('议题', 'Agenda')),
    column('decisions', words('议定事项', 'Decisions')),
    sumColumn('expected', words('应到', 'Expected')),
    sumColumn('attended', words('实到', 'Attended')),
    column('chair', words('主持人', 'Chair')),
  ],
  countedAs: words('次', 'meetings'),
  sample: {
    agenda: '传达上级实施意见，研究创先争优活动安排',
    expected: 5,
    attended: 5,
    decisions: '成立领导小组，印发实施方案',
    name: '党组（扩大）会议',
    place: '机关会议室',
    startsAt: '09:00',
    chair: '陈示华',
  },
});
