// The ledgers that superiors ask for by name (`domain.md` §12.4), beside the ten books.
import { restOfColumns, type LedgerDefinition } from '../define-ledger.ts';
import {
  adding,
  amounting,
  firstColumns,
  lastColumns,
  noteColumn,
  numberColumn,
  responsibleColumn,
  saying,
  standingColumn,
  telling,
} from './book-columns.ts';
import { pairColumns } from './pair-columns.ts';
import { trainingRoster } from './training-roster.ts';
import { womenInCommittees } from './women-in-committees.ts';

const isClosedOut = { eq: [{ field: 'state' }, 'closed'] } as const;

const service: readonly LedgerDefinition[] = [
  {
    id: 'volunteer-activity',
    label: { zh: '志愿服务台账', en: 'Ledger: Volunteer service' },
    sources: [{ type: 'volunteer-activity' }],
    columns: [
      ...[...firstColumns, 'date', 'kind'],
      saying('topic', ['主题', 'Topic'], 'topic'),
      saying('content', ['服务内容', 'What was done'], 'content'),
      'place',
      saying('team', ['志愿队伍', 'Team'], 'team'),
      ...['volunteers', 'hours', 'served', restOfColumns],
      ...[responsibleColumn, ...lastColumns, noteColumn],
    ],
  },
  {
    id: 'condolence-visit',
    label: { zh: '慰问台账', en: 'Ledger: Condolence visits' },
    sources: [{ type: 'condolence-visit' }],
    columns: [
      ...[...firstColumns, 'date'],
      saying('festival', ['节日', 'Festival'], 'festival'),
      ...['whom', 'category', 'count', 'gifts', 'value'],
      saying('source', ['来源', 'Source'], 'gifts.source'),
      ...['services', restOfColumns],
      adding('participants', ['参加人数', 'Took part'], { firstOf: ['participants'] }),
      ...[responsibleColumn, ...lastColumns, noteColumn],
    ],
  },
  {
    id: 'pair-support',
    label: { zh: '结对帮扶台账', en: 'Ledger: Paired support' },
    isRegister: true,
    sources: [{ type: 'pair-support' }],
    columns: [...firstColumns, restOfColumns, ...pairColumns, ...lastColumns, noteColumn],
  },
];

const campaign: readonly LedgerDefinition[] = [
  {
    id: 'public-commitment',
    label: { zh: '公开承诺台账', en: 'Ledger: Public commitments' },
    sources: [{ type: 'public-commitment', eachRowOf: 'items' }],
    columns: [
      ...[...firstColumns, 'date', 'promiser'],
      saying('person', ['承诺人', 'Person'], 'person'),
      'category',
      saying('content', ['承诺内容', 'Promise'], 'content'),
      saying('measures', ['措施', 'Measures'], 'measures'),
      saying('dueOn', ['完成时限', 'Due on'], 'dueOn'),
      adding('beneficiaries', ['计划受益人数', 'Meant for'], { firstOf: ['beneficiaries'] }),
      'publishedBy',
      saying('publishedOn', ['公示日期', 'Published on'], 'publishedOn'),
      telling('progress', ['践诺进展', 'Progress'], { latest: 'progress', of: 'commitment-progress' }),
      telling('done', ['践诺情况', 'What was done'], { latest: 'done', of: 'commitment-progress' }),
      telling('verdict', ['评诺（兑现情况）', 'Verdict'], { latest: 'verdict', of: 'commitment-evaluation' }),
      telling('satisfaction', ['满意率', 'Satisfied'], { shareIn: ['satisfiedVotes', 'validVotes'] }),
      telling('standing', ['状态', 'Stands'], {
        standing: { open: { zh: '尚无进展', en: 'Nothing yet' }, closed: { zh: '已评诺', en: 'Evaluated' } },
      }),
      ...lastColumns,
    ],
  },
  {
    id: 'supervision-issue',
    label: { zh: '督导整改台账', en: 'Ledger: Problems and putting right' },
    sources: [{ type: 'supervision-issue', ofUnit: 'unit' }],
    columns: [
      ...[numberColumn, 'occurredOn'],
      saying('unit', ['对象单位', 'Unit'], 'unit'),
      ...['issue', 'category', 'severity'],
      saying('requirement', ['整改要求', 'What is required'], 'requirement'),
      ...['responsible', 'dueOn', restOfColumns],
      telling('done', ['整改结果', 'What was done'], { latest: 'done', of: 'rectification' }),
      telling('closedOn', ['销号日期', 'Closed out on'], {
        ...{ latest: 'occurredOn', of: 'rectification', where: isClosedOut },
      }),
      telling('isInTime', ['是否按期', 'In time'], { latest: 'isInTime', of: 'rectification' }),
      telling('checkedBy', ['核实人', 'Checked by'], { latest: 'checkedBy', of: 'rectification' }),
      telling('standing', ['状态', 'Stands'], { standing: { open: { zh: '待整改', en: 'Not begun' } } }),
      telling('supervisor', ['督导单位', 'Found by'], 'unit'),
      ...lastColumns,
    ],
  },
  {
    id: 'task',
    label: { zh: '任务台账', en: 'Ledger: Task' },
    sources: [{ type: 'task', eachRowOf: 'targets', ofUnit: 'targets.unit' }],
    columns: [
      ...[...firstColumns, 'occurredOn', 'task', 'source'],
      saying('responsibleUnit', ['责任单位', 'Responsible unit'], 'unit'),
      saying('responsible', ['责任人', 'Responsible'], 'responsible'),
      ...['targetOutcome', 'measuredBy'],
      amounting('planned', ['计划数', 'Planned'], { firstOf: ['target'] }),
      amounting('reported', ['报告的完成数', 'Reported'], { latest: 'doneValue', of: 'task-progress' }),
      ...[restOfColumns, standingColumn, ...lastColumns],
    ],
  },
];

const organisation: readonly LedgerDefinition[] = [
  {
    id: 'womens-org',
    label: { zh: '妇联组织花名册', en: 'Roster of organisations' },
    isRegister: true,
    sources: [{ type: 'womens-org' }],
    columns: [...firstColumns, restOfColumns, standingColumn, ...lastColumns, noteColumn],
  },
  {
    id: 'org-member',
    label: { zh: '执委花名册（妇联组织成员）', en: 'Roster of executive members' },
    isRegister: true,
    sources: [{ type: 'org-member' }],
    columns: [
      ...[...firstColumns, 'person', 'position'],
      saying('birthDate', ['出生日期', 'Birth date'], 'birthDate'),
      saying('phone', ['电话', 'Telephone'], 'phone'),
      ...[restOfColumns, standingColumn, ...lastColumns, noteColumn],
    ],
  },
];

const grading: readonly LedgerDefinition[] = [
  {
    id: 'grade-result',
    label: { zh: '五好评定表', en: 'The five goods, as assessed' },
    sources: [{ type: 'grade-result', ofUnit: 'organisation' }],
    columns: [...firstColumns, restOfColumns, ...lastColumns, noteColumn],
  },
  {
    id: 'cadre-review',
    label: { zh: '五带头评定表', en: 'Taking the lead in five, as reviewed' },
    sources: [{ type: 'cadre-review', ofUnit: 'unit' }],
    columns: [...firstColumns, restOfColumns, ...lastColumns, noteColumn],
  },
  {
    id: 'outline-indicator',
    label: { zh: '两纲指标表', en: 'Indicators of the two outlines' },
    sources: [{ type: 'outline-indicator' }],
    columns: [...firstColumns, restOfColumns, ...lastColumns, noteColumn],
  },
];

export const namedLedgers: readonly LedgerDefinition[] = [
  ...[...campaign, trainingRoster, ...service],
  ...[...organisation, womenInCommittees, ...grading],
];
