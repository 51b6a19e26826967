// Words by which people mean an option without saying its name: 财政 for the unit's own money, 敬老院 for the elderly.
import type { ChoiceField } from '../forms/field-types.ts';

/** By field and option. Only ever a proposal. `other` counts when no word of another option is there. */
const wordsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['beneficiaryCategory.lone-elderly', ['孤寡', '五保', '福利院', '敬老院', '养老院', '老人', '老年人']],
  ['beneficiaryCategory.children', ['儿童', '孩子', '学生', '孤儿']],
  ['beneficiaryCategory.disabled', ['残疾', '残障']],
  ['beneficiaryCategory.women', ['妇女', '两癌', '母亲', '单亲妈妈']],
  ['beneficiaryCategory.families', ['家庭', '低保户', '困难户', '贫困户']],
  ['activityKind.pair', ['结对']],
  ['activityKind.poverty', ['扶贫', '济困', '困难群众', '困难家庭']],
  ['activityKind.elder_orphan', ['敬老', '福利院', '养老院', '老人', '孤寡', '孤儿']],
  ['activityKind.disabled', ['残疾', '残障']],
  ['activityKind.schooling', ['助学', '学习用品', '辅导作业']],
  ['activityKind.left_behind', ['留守']],
  ['activityKind.vulnerable_women', ['困难妇女', '两癌', '单亲']],
  ['activityKind.environment', ['环境', '卫生', '清洁', '垃圾', '绿化', '庭院']],
  ['activityKind.other', ['义诊', '宣传', '理发', '演出', '文艺']],
  ['source.unit', ['财政', '妇联', '经费', '工会', '本级']],
  ['source.staff', ['职工', '干部']],
  ['source.individual', ['爱心人士', '个体']],
  ['source.company', ['公司', '厂']],
  ['source.foundation', ['基金']],
  ['services.performance', ['文艺', '表演', '演出', '唱歌', '跳舞']],
  ['services.cleaning', ['打扫', '卫生', '清扫']],
  ['services.combing', ['梳头']],
  ['services.massage', ['捶背', '按摩']],
  ['services.haircut', ['理发', '剪发']],
  ['services.clinic', ['义诊', '体检', '血压']],
  ['courseKind.women-cadres', ['女干', '妇联干部', '妇女干部', '执委']],
  ['courseKind.business', ['业务']],
  ['courseKind.skills', ['技能', '月嫂', '家政', '电商']],
  ['courseKind.practical-technique', ['实用技术', '种植', '养殖', '栽培']],
  ['courseKind.law', ['法律', '普法', '法治']],
  ['courseKind.family-education', ['家教', '家庭教育', '家风']],
]);

/** The option whose longest word stands in the text; undefined when none does, or two are as long. */
export function optionByWords(field: ChoiceField, text: string): string | undefined {
  const found = field.options
    .filter(({ id, retired }) => retired !== true && id !== 'other')
    .map(({ id }) => ({ id, length: longestIn(text, wordsOf.get(`${field.id}.${id}`)) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length);
  const [first, second] = found;
  if (first !== undefined) return first.length === second?.length ? undefined : first.id;
  return undefined;
}

/** The field's "other", when the text has a word for it. */
export function otherByWords(field: ChoiceField, text: string): string | undefined {
  return longestIn(text, wordsOf.get(`${field.id}.other`)) > 0 ? 'other' : undefined;
}

function longestIn(text: string, words: readonly string[] = []): number {
  return Math.max(0, ...words.filter((word) => text.includes(word)).map((word) => word.length));
}
