// 示范创建申报: an application to an approved demonstration of the province or the nation, with the document it rests on.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { notBefore, offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const demoCreation = defineRecordType({
  id: 'demo-creation',
  version: 1,
  label: words('示范创建申报', 'Application as a model'),
  tile: '示',
  area: 'organisation',
  collection: 'records',
  life: 'standing',
  dueOn: 'dueOn',
  recordedBy: offices,
  fields: [
    { id: 'applicant', kind: 'text', required: true, label: words('申报对象', 'Who applies') },
    {
      id: 'demoKind',
      kind: 'choice',
      required: true,
      label: words('创建类型', 'As what'),
      options: optionsOf(
        ['home', '示范妇女之家', 'Model Women’s Home'],
        ['learning-org', '“学习型”妇女组织', 'Learning organisation'],
        ['county', '基层组织建设示范县', 'Model county'],
        ['township', '基层组织建设示范乡镇', 'Model township'],
        ['village', '基层组织建设示范村', 'Model village'],
        ['safe-family', '平安家庭示范', 'Safe families'],
      ),
    },
    {
      id: 'level',
      kind: 'choice',
      required: true,
      label: words('级别', 'Level'),
      hint: words('市、县、乡镇只申报，不自行设立示范', 'City, county and township apply; they set up none'),
      options: optionsOf(['province', '省级', 'Province'], ['nation', '全国', 'National']),
    },
    {
      id: 'basisNumber',
      kind: 'text',
      format: 'documentNumber',
      required: true,
      label: words('依据文号', 'Based on document'),
    },
    dayField(words('申报日期', 'Applied on')),
    {
      id: 'basisTitle',
      kind: 'text',
      maxLength: 200,
      label: words('依据文件名称', 'Title of that document'),
    },
    {
      id: 'dueOn',
      kind: 'date',
      label: words('下一步时限', 'Next step due on'),
      constraints: [
        notBefore('dueOn', 'occurredOn', '时限不能早于申报', 'It cannot be due before the application'),
      ],
    },
    {
      id: 'merits',
      kind: 'longText',
      maxLength: 2000,
      folded: true,
      label: words('主要做法', 'What it has done'),
    },
    { id: 'paper', kind: 'file', folded: true, label: words('申报材料', 'Papers') },
    ...noteAndPhotos,
  ],
  title: [{ field: 'applicant' }],
  summary: [{ field: 'level' }, words('', ' '), { field: 'demoKind' }],
  ledgerColumns: [
    column('occurredOn', words('申报日期', 'Applied on')),
    column('applicant', words('申报对象', 'Who applies')),
    column('demoKind', words('创建类型', 'As what')),
    column('level', words('级别', 'Level')),
    column('basisTitle', words('依据文件', 'Based on')),
    column('basisNumber', words('依据文号', 'Document number')),
    column('merits', words('主要做法', 'What it has done')),
  ],
  countedAs: words('个', 'applications'),
  sample: {
    applicant: '花果村妇女之家',
    demoKind: 'home',
    level: 'province',
    basisNumber: '示妇发〔2026〕3号',
    basisTitle: '关于申报示范妇女之家的通知（示例）',
    dueOn: '2026-12-10',
  },
});
