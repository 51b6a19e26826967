// 活动归类: what an activity stands for in the campaign, as one optional field that any activity may carry (`domain.md` A2, A11, C7).
import type { ChoiceField, LeafField, RecordField } from './field-types.ts';

/** Stands in the envelope's `tags`, so that figures over all kinds of work can ask for it. */
export const activityTags = {
  id: 'tags',
  kind: 'choices',
  folded: true,
  label: { zh: '活动归类', en: 'Part of' },
  options: [
    { id: 'women-in-org', label: { zh: '妇女在妇联组织中活跃', en: 'Women active in the federation' } },
    {
      id: 'org-in-grassroots',
      label: { zh: '妇联组织在基层组织中活跃', en: 'The federation active at the grassroots' },
    },
    { id: 'work-in-society', label: { zh: '妇联工作在社会工作中活跃', en: 'Its work active in society' } },
    { id: 'post-excellence', label: { zh: '巾帼创新功、岗位争优秀', en: 'Excellence in one’s post' } },
    { id: 'peace-harmony', label: { zh: '保平安、促和谐', en: 'Peace and harmony' } },
    { id: 'centre-task', label: { zh: '服务中心工作', en: 'Serves a centre task' } },
    { id: 'action-employment', label: { zh: '巾帼创业就业行动', en: 'Employment action' } },
    { id: 'action-family', label: { zh: '家庭文明创建行动', en: 'Family action' } },
    { id: 'action-rights', label: { zh: '妇女儿童权益维护行动', en: 'Rights action' } },
  ],
} as const satisfies ChoiceField;

/** Which centre task an activity served: asked once it is said to serve one. */
const centreTask: RecordField = {
  ...{ id: 'centreTask', kind: 'record', recordType: 'centre-task', folded: true },
  relevant: { includes: [{ field: 'tags' }, 'centre-task'] },
  label: { zh: '哪项中心工作', en: 'Which centre task' },
};

/** What any activity may say of the campaign. */
export const partOf: readonly LeafField[] = [activityTags, centreTask];
