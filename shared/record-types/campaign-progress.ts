// 活动推进: what has been done about a campaign, and its end.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

export const campaignProgress = defineRecordType({
  id: 'campaign-progress',
  version: 1,
  label: words('活动推进', 'Progress of a campaign'),
  tile: '推',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  continues: ['campaign'],
  stateField: 'state',
  closes: { eq: [{ field: 'state' }, 'ended'] },
  recordedBy: ['city'],
  fields: [
    {
      id: 'state',
      kind: 'choice',
      required: true,
      label: words('进展', 'Progress'),
      options: optionsOf(
        ['begun', '已启动', 'Begun'],
        ['under-way', '推进中', 'Under way'],
        ['stage-done', '阶段完成', 'A stage is done'],
        ['ended', '已结束', 'Ended'],
      ),
    },
    {
      id: 'stage',
      kind: 'text',
      maxLength: 60,
      required: true,
      relevant: { eq: [{ field: 'state' }, 'stage-done'] },
      label: words('完成的阶段', 'Which stage'),
    },
    {
      id: 'done',
      kind: 'longText',
      maxLength: 500,
      required: true,
      label: words('推进情况', 'What was done'),
    },
    dayField(words('日期', 'Date')),
    photosField,
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'state' }, words(' · ', ' · '), { field: 'stage' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('state', words('进展', 'Progress')),
    column('stage', words('完成的阶段', 'Stage')),
    column('done', words('推进情况', 'What was done')),
  ],
  countedAs: words('次', 'times'),
  sample: { state: 'stage-done', stage: '动员部署', done: '动员会已开到乡镇，方案已印发' },
});
