// Part one of the briefing on an excellence campaign: leadership, plan, service to the centre tasks.
import { words } from '../../forms/shorthand.ts';
import type { OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { asked, sentence } from './write-clause.ts';

const leadership: OutlineParagraph = {
  lead: words('一是加强组织领导。', 'First, leadership.'),
  sentences: [
    sentence(
      asked(
        ['来文机关、来文标题', 'sender and title of the document received'],
        ['{sender}下发《{received}》后', 'After {sender} issued “{received}”'],
      ),
      asked(
        ['会议日期', 'day of the meeting'],
        ['{decided-on}召开党组会议', 'the party group met on {decided-on}'],
      ),
      asked(
        ['领导小组组长职务', 'post of the head of the leading group'],
        ['成立由{head-post}任组长的领导小组', 'set up a leading group headed by the {head-post}'],
      ),
      asked(
        ['发文标题、文号', 'title and number of the document issued'],
        ['印发《{opinion}》（{opinion-number}）', 'issued “{opinion}” ({opinion-number})'],
      ),
      asked(
        ['任务措施项数', 'number of tasks'],
        ['明确责任分工和{tasks}项任务措施', 'fixed responsibilities and {tasks} tasks'],
      ),
    ),
  ],
};

const planning: OutlineParagraph = {
  lead: words('二是细化活动方案。', 'Second, the plan.'),
  sentences: [
    sentence(
      asked(
        ['上级会议名称', 'name of the meeting above'],
        ['{above-meeting}召开后，及时传达学习', 'After {above-meeting} it was passed on at once'],
      ),
      asked(['实施方案标题', 'title of the plan'], ['印发《{plan}》', '“{plan}” was issued']),
      { wordings: [words('明确目标任务、实施步骤和具体方法', 'with aims, steps and methods')] },
    ),
    sentence(
      asked(
        ['部署、学习会议场次和人次', 'meetings and attendance'],
        [
          '全系统召开部署、学习会议{meetings}场次，参加{meeting-times}人次',
          'In all {meetings} meetings of deployment and study with {meeting-times} person-times',
        ],
      ),
    ),
  ],
};

const centreWork: OutlineParagraph = {
  lead: words('三是服务中心工作。', 'Third, the centre tasks.'),
  sentences: [
    sentence(
      asked(
        ['中心工作名称、活动场次', 'name of the centre task, activities'],
        [
          '围绕{centre-task}，组织服务中心工作活动{centre-events}场次',
          'Around {centre-task}, {centre-events} activities were held',
        ],
        ['围绕{centre-task}，组织妇女积极参与', 'Around {centre-task}, women took part'],
      ),
    ),
    sentence(
      asked(
        ['公开承诺的组织、党员干部和项数', 'commitments: organisations, cadres, promises'],
        [
          '妇联组织公开承诺{promising-orgs}份，{promising-people}名党员干部作出承诺，共{promises}项',
          '{promising-orgs} commitments of organisations and {promising-people} cadres, {promises} promises in all',
        ],
        ['公开承诺{promises}项', '{promises} promises were made in public'],
      ),
      asked(
        ['到期、兑现的承诺项数', 'promises due and kept'],
        [
          '已到期{kept.of}项，兑现{kept.value}项',
          '{kept.of} promises fell due, {kept.value} promises were kept',
        ],
      ),
    ),
  ],
};

export const groundwork: OutlinePart = {
  heading: {
    wordings: [
      words(
        '一、精心部署，广泛发动，不断夯实{campaign}基础',
        'I. Careful preparation and broad mobilisation for {campaign}',
      ),
      words('一、精心部署，广泛发动，不断夯实工作基础', 'I. Careful preparation and broad mobilisation'),
    ],
  },
  paragraphs: [
    {
      sentences: [
        sentence(asked(['意义，120字以内，不写数字', 'what it means, at most 120 characters, no numbers'])),
      ],
    },
    leadership,
    planning,
    centreWork,
  ],
};
