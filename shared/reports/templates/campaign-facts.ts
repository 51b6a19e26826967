// The facts of a campaign's beginning: documents, meetings, leading group, tasks, promises.
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition } from '../define-outline.ts';
import { figure, first, fromAbove, is, picked } from './write-fact.ts';

/** What the report knows of itself. */
export const ofItself: readonly FactDefinition[] = [
  { id: 'unit', label: words('单位', 'Unit'), format: 'text', source: { given: 'unit' } },
  { id: 'self', label: words('本会', 'The federation'), format: 'text', source: { given: 'self' } },
  { id: 'place', label: words('范围', 'Place'), format: 'text', source: { given: 'place' } },
  { id: 'cut-off', label: words('截止日', 'Last day'), format: 'day', source: { given: 'cut-off' } },
  {
    id: 'base-period',
    label: words('基期', 'Period compared with'),
    format: 'text',
    source: { given: 'base-period' },
  },
];

/** From the unit’s own records. */
export const ofTheCampaign: readonly FactDefinition[] = [
  picked('campaign', '活动名称', 'Campaign', fromAbove('campaign', 'name')),
  picked('themes', '活动主题', 'Themes', { ...fromAbove('campaign', 'themes'), row: { field: 'theme' } }),
  picked('requirements', '总体要求', 'Requirements', {
    ...fromAbove('campaign', 'requirements'),
    row: { field: 'requirement' },
  }),
  picked('sender', '来文机关', 'Sender', first('received-document', 'sender')),
  picked('received', '来文', 'Document received', first('received-document', 'title')),
  picked(
    'decided-on',
    '党组会议日期',
    'Day of the meeting',
    first('party-group-meeting', 'occurredOn'),
    'monthDay',
  ),
  picked('head-post', '组长职务', 'Post of the head', {
    ...first('leading-group', 'members'),
    row: { field: 'post', where: is('position', 'head') },
  }),
  picked(
    'opinion',
    '发文',
    'Document issued',
    first('issued-document', 'title', is('documentKind', 'opinion')),
  ),
  picked(
    'opinion-number',
    '发文字号',
    'Its number',
    first('issued-document', 'documentNumber', is('documentKind', 'opinion')),
  ),
  figure('tasks', 'briefing.tasks', '任务措施', '项', 'Tasks', 'tasks'),
  picked('above-meeting', '上级会议', 'Meeting above', first('meeting', 'name', is('meetingKind', 'video'))),
  picked('plan', '实施方案', 'Plan', {
    ...first('issued-document', 'annexes'),
    row: { field: 'name', where: is('annexKind', 'plan') },
  }),
  figure(
    'meetings',
    'briefing.deployment-meetings',
    '部署、学习会议',
    '场次',
    'Deployment and study meetings',
    'meetings',
  ),
  figure(
    'meeting-times',
    'briefing.deployment-person-times',
    '会议参加人次',
    '人次',
    'Attendance',
    'person-times',
  ),
  picked('centre-task', '中心工作', 'Centre task', fromAbove('centre-task', 'name')),
  figure('centre-events', 'tag-centre-task', '服务中心工作活动', '场次', 'Activities for it', 'activities'),
  figure(
    'promising-orgs',
    'briefing.promising-orgs',
    '妇联组织公开承诺',
    '份',
    'Commitments of organisations',
    'commitments',
  ),
  figure(
    'promising-people',
    'briefing.promising-people',
    '公开承诺的党员干部',
    '名',
    'Cadres who promised',
    'cadres',
  ),
  figure('promises', 'public-commitment.promises', '承诺事项', '项', 'Promises', 'promises'),
  figure(
    'kept',
    'commitment-evaluation.kept-rate',
    '到期承诺兑现',
    '项',
    'Promises due and kept',
    'promises',
  ),
];
