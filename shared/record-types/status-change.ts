// 变动登记: what has changed about an organisation, a member, a venue, a group, a regulation since it was entered, or that it ended.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

export const statusChange = defineRecordType({
  id: 'status-change',
  version: 1,
  label: words('变动登记', 'Change'),
  tile: '变',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  continues: [
    'womens-org',
    'org-member',
    'womens-home',
    'leading-group',
    'centre-task',
    'committee-seat',
    'grading-scheme',
  ],
  stateField: 'state',
  closes: { eq: [{ field: 'state' }, 'ended'] },
  recordedBy: everyLevel,
  fields: [
    {
      id: 'state',
      kind: 'choice',
      required: true,
      label: words('现状', 'How it stands'),
      options: optionsOf(
        ['unchanged', '核对无变化', 'Checked, unchanged'],
        ['changed', '有变动', 'Changed'],
        ['ended', '已终止（撤销、卸任）', 'Ended'],
      ),
    },
    {
      id: 'change',
      kind: 'longText',
      maxLength: 500,
      required: { in: [{ field: 'state' }, ['changed', 'ended']] },
      label: words('变动情况', 'What changed'),
    },
    dayField(words('日期', 'Date')),
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      folded: true,
      label: words('依据文号', 'Based on document'),
    },
    photosField,
  ],
  title: [{ field: 'state' }],
  summary: [{ field: 'change' }, words(' · ', ' · '), { field: 'documentNumber' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('state', words('现状', 'How it stands')),
    column('change', words('变动情况', 'What changed')),
    column('documentNumber', words('依据文号', 'Based on document')),
  ],
  countedAs: words('次', 'times'),
  sample: { state: 'changed', change: '增补执委一名' },
});
