// Part two of the briefing on an excellence campaign: the five activities (五项活动), each with its lead and its figures.
import { words } from '../../forms/shorthand.ts';
import type { OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { asked, offered, sentence } from './write-clause.ts';

const learning: OutlineParagraph = {
  lead: words(
    '一是深入开展“学习型”妇女组织创建和党性教育活动。',
    'First, learning organisations and education in party spirit.',
  ),
  sentences: [
    sentence(
      asked(
        ['学习形式、场次和人次', 'study: forms, events, person-times'],
        [
          '以{study-forms}等形式开展学习{study}场次、{study-times}人次',
          'Study took the forms of {study-forms}: {study} events, {study-times} person-times',
        ],
      ),
    ),
    sentence(
      asked(['征文篇数', 'essays'], ['组织读书征文{essays}篇', '{essays} essays were written']),
      offered(['获奖{essay-prizes}篇', '{essay-prizes} essays won prizes']),
    ),
  ],
};

const volunteering: OutlineParagraph = {
  lead: words('二是深入开展志愿服务活动。', 'Second, volunteer service.'),
  sentences: [
    sentence(
      asked(
        ['志愿服务场次、人次、小时和受益人次', 'service: events, volunteers, hours, people served'],
        [
          '开展志愿服务{service}场次，志愿者{volunteers}人次，服务{service-hours}小时，受益{served}人次',
          '{service} events, {volunteers} person-times, {service-hours} hours, {served} person-times served',
        ],
      ),
      asked(['结对对数', 'pairs'], ['结对帮扶{pairs}对', '{pairs} pairs were made']),
    ),
    sentence(
      asked(
        ['一次有代表性的慰问', 'a representative visit'],
        [
          '{visit-festival}来临之际，{visit-host}对{visit-whom}{visit-count}名{visit-category}进行慰问',
          'Around {visit-festival}, {visit-host} visited {visit-count} people ({visit-category}) at {visit-whom}',
        ],
        [
          '{visit-host}对{visit-whom}{visit-count}名{visit-category}进行慰问',
          '{visit-host} visited {visit-count} people ({visit-category}) at {visit-whom}',
        ],
      ),
      offered(
        ['捐赠{visit-worth}的{visit-items}', 'gave {visit-items} worth {visit-worth}'],
        ['捐赠{visit-items}', 'gave {visit-items}'],
      ),
      offered(['并提供{visit-services}等服务', 'and offered {visit-services}']),
    ),
  ],
};

const dedication: OutlineParagraph = {
  lead: words(
    '三是深入开展岗位奉献活动。深化“双学双比”“巾帼建功”活动。',
    'Third, dedication at work, in village and town.',
  ),
  sentences: [
    sentence(
      asked(
        ['技能比武场次', 'skill contests'],
        ['举办技能比武{contests}场次', '{contests} skill contests were held'],
      ),
      asked(
        ['新获巾帼文明岗个数', 'new civil posts'],
        ['新获巾帼文明岗{civil-posts}个', '{civil-posts} posts became civil posts'],
      ),
    ),
  ],
};

const care: OutlineParagraph = {
  lead: words('四是深入开展关爱妇女活动。', 'Fourth, care for women.'),
  sentences: [
    sentence(
      asked(
        [
          '创业担保贷款推荐人数、发放笔数和金额（人社部门、经办银行，注明截至日）',
          'guaranteed loans, with source and day',
        ],
        ['{loans}', '{loans}'],
      ),
    ),
    sentence(
      asked(
        ['“两癌”应查、实查人数和完成率（卫健部门，注明截至日）', 'two-cancer screening, with source and day'],
        [
          '宫颈癌检查应查{screened.of}人、实查{screened.value}人，完成{screened}',
          'cervical screening: {screened.of} women due, {screened.value} women examined, {screened}',
        ],
        ['宫颈癌检查实查{cervical-examined}人', '{cervical-examined} women examined for cervical cancer'],
      ),
      offered(
        [
          '乳腺癌检查实查{breast-screened.value}人，完成{breast-screened}',
          'breast screening: {breast-screened.value} women examined, {breast-screened}',
        ],
        ['乳腺癌检查实查{breast-examined}人', '{breast-examined} women examined for breast cancer'],
      ),
    ),
    sentence(
      asked(
        ['村（社区）“两委”女性人数和占比', 'women in the two committees'],
        [
          '村（社区）“两委”女性{seats.value}名，占{seats}',
          '{seats.value} members of the two committees are women, {seats}',
        ],
        [
          '登记的村（社区）“两委”成员中，{seats.of}名中的{seats.value}名为女性',
          '{seats.value} of {seats.of} members of the two committees are women',
        ],
      ),
      asked(
        ['妇女发展纲要监测、达标项数', 'women’s outline: watched and reached'],
        [
          '妇女发展纲要{women-outline.of}项指标达标{women-outline.value}项',
          'of {women-outline.of} indicators of the women’s outline {women-outline.value} indicators are reached',
        ],
      ),
      asked(
        ['儿童发展纲要监测、达标项数', 'children’s outline: watched and reached'],
        [
          '儿童发展纲要{children-outline.of}项指标达标{children-outline.value}项',
          'of {children-outline.of} indicators of the children’s outline {children-outline.value} indicators are reached',
        ],
      ),
    ),
    sentence(
      asked(
        ['妇女来信来访来电受理、办结件次', 'letters, visits and calls: received, concluded'],
        ['{petitions}', '{petitions}'],
      ),
    ),
    sentence(
      asked(
        ['“恒爱行动”志愿者人数和编织、捐出件数', 'knit drive: volunteers, pieces'],
        ['{knitting}', '{knitting}'],
      ),
    ),
  ],
};

const innovation: OutlineParagraph = {
  lead: words('五是深入开展组织创新活动。', 'Fifth, a stronger organisation.'),
  sentences: [
    sentence(
      asked(
        ['新建妇联组织个数', 'new organisations'],
        ['新建妇联组织{new-orgs}个', '{new-orgs} organisations are new'],
      ),
      asked(
        ['妇联组织覆盖率', 'coverage'],
        ['妇联组织覆盖率{org-rate}', 'coverage is {org-rate}'],
        [
          '应建{org-rate.of}个，已建{org-rate.value}个',
          '{org-rate.value} of {org-rate.of} organisations due exist',
        ],
      ),
      asked(
        ['建成妇女之家个数', 'new Women’s Homes'],
        ['建成妇女之家{new-homes}个', '{new-homes} Women’s Homes were opened'],
      ),
      asked(['落实经费', 'funds'], ['落实经费{funds}万元', '{funds} yuan were received']),
    ),
    sentence(
      asked(
        ['“党建带妇建”做法，不写数字', 'work together with the party, no numbers'],
        ['“党建带妇建”方面，{party-practice}', 'Together with the party: {party-practice}'],
      ),
    ),
  ],
};

export const fiveActivities: OutlinePart = {
  heading: {
    wordings: [words('二、结合实际，全面推进，扎实开展“五项活动”', 'II. The five activities')],
  },
  paragraphs: [
    { sentences: [sentence(asked(['过渡，80字以内', 'transition, at most 80 characters']))] },
    learning,
    volunteering,
    dedication,
    care,
    innovation,
  ],
};
