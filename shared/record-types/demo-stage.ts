// 创建进展: a stage that an application went through: first review, acceptance, publication, naming, a later check.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

const isPassed = { eq: [{ field: 'result' }, 'passed'] } as const;
const isNaming = { eq: [{ field: 'stage' }, 'named'] } as const;

export const demoStage = defineRecordType({
  id: 'demo-stage',
  version: 1,
  label: words('创建进展', 'Stage of an application'),
  tile: '创',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  continues: ['demo-creation'],
  stateField: 'stage',
  closes: {
    or: [{ in: [{ field: 'stage' }, ['named', 'rechecked']] }, { eq: [{ field: 'result' }, 'failed'] }],
  },
  recordedBy: offices,
  fields: [
    {
      id: 'stage',
      kind: 'choice',
      required: true,
      label: words('阶段', 'Stage'),
      options: optionsOf(
        ['first-review', '初审', 'First review'],
        ['acceptance', '验收', 'Acceptance'],
        ['published', '公示', 'Publication'],
        ['named', '命名', 'Naming'],
        ['rechecked', '复查', 'Later check'],
      ),
    },
    {
      id: 'result',
      kind: 'choice',
      required: true,
      label: words('结果', 'Result'),
      options: optionsOf(['passed', '通过', 'Passed'], ['failed', '未通过', 'Not passed']),
    },
    {
      id: 'authority',
      kind: 'text',
      required: true,
      suggestLast: true,
      label: words('评定机关', 'By whom'),
    },
    dayField(words('日期', 'Date')),
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      required: { and: [isNaming, isPassed] },
      label: words('文号', 'Document number'),
      hint: words('命名要填文号', 'Naming needs one'),
    },
    {
      id: 'reason',
      kind: 'text',
      maxLength: 200,
      relevant: { eq: [{ field: 'result' }, 'failed'] },
      required: true,
      label: words('未通过的原因', 'Why not'),
    },
    { id: 'paper', kind: 'file', folded: true, label: words('验收材料', 'Papers of the acceptance') },
    ...noteAndPhotos,
  ],
  title: [{ field: 'stage' }, words('：', ': '), { field: 'result' }],
  summary: [{ field: 'authority' }, words(' · ', ' · '), { field: 'documentNumber' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('stage', words('阶段', 'Stage')),
    column('result', words('结果', 'Result')),
    column('authority', words('评定机关', 'By whom')),
    column('documentNumber', words('文号', 'Document number')),
    column('reason', words('未通过的原因', 'Why not')),
  ],
  countedAs: words('次', 'times'),
  indicators: [
    {
      id: 'named',
      label: words('获命名', 'Named'),
      unit: words('个', 'models'),
      phrase: words('获命名{n}个', '{n} named'),
      where: { and: [isNaming, isPassed] },
      numerator: { events: true },
    },
  ],
  sample: { stage: 'first-review', result: 'passed', authority: '示例省妇联' },
});
