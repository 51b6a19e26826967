// What heads of columns are called: one form for comparing, and words that mean the same in the tables people keep.

/** Without spaces, brackets, unit words and punctuation: `人均时长（小时）` → `人均时长`. */
export function plainHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[\s·・:：、,，.。*＊"“”'‘’/\\-]/g, '')
    .toLowerCase();
}

/** Each line: words for the same thing, whatever the kind of work. */
const sameWords: readonly (readonly string[])[] = [
  ['姓名', '名字', '人员姓名', '学员姓名', '妇女姓名', 'name'],
  ['性别', '男女', 'sex'],
  [
    '身份证号',
    '身份证号码',
    '身份证',
    '公民身份号码',
    '证件号码',
    '居民身份证号',
    '身份号码',
    'identitynumber',
  ],
  ['电话', '联系电话', '手机', '手机号', '手机号码', '电话号码', '联系方式', 'telephone', 'phone'],
  ['出生日期', '出生年月', '出生年月日', '出生', '生日', 'birthdate'],
  ['民族', '族别'],
  ['文化程度', '学历', '教育程度', '受教育程度'],
  ['婚姻状况', '婚否', '婚姻'],
  ['政治面貌', '面貌', '政治身份'],
  ['住址', '地址', '家庭住址', '详细地址', '现住址', '家庭地址', 'address'],
  [
    '组织单位',
    '单位',
    '村',
    '村社区',
    '社区',
    '所在村',
    '所在单位',
    '工作单位',
    '单位及职务',
    '填报单位',
    '主办单位',
    '所属村',
    '居住单位',
    '居住村',
    '村名',
  ],
  ['参与单位', '协办单位', '联合单位', '参加单位'],
  [
    '日期',
    '时间',
    '活动时间',
    '活动日期',
    '慰问时间',
    '慰问日期',
    '走访时间',
    '走访日期',
    '会议时间',
    '会议日期',
    '开展时间',
    '服务时间日期',
    '培训时间',
    '授予时间',
    '发生时间',
    'date',
  ],
  ['地点', '活动地点', '会议地点', '服务地点', '举办地点', '场所', 'place'],
  ['主题', '活动名称', '活动主题', '名称', '项目名称', '会议名称', '培训名称', '议题', '主要议题', 'topic'],
  ['服务内容', '活动内容', '主要内容', '内容', '工作内容'],
  ['备注', '说明', '备考', 'note'],
  ['志愿者人数', '参加志愿者', '志愿者', '参加志愿者人数', '参与志愿者人数', '志愿者数'],
  ['每人服务时间', '人均时长', '服务时长', '时长', '人均服务时长', '小时数'],
  ['服务人次', '服务对象人次', '受益人次', '受益人数', '服务人数'],
  ['实到', '实到人数', '参加人数', '参会人数', '参训人数', '到会人数', '人数'],
  ['应到', '应到人数'],
  ['慰问人数', '人数', '慰问对象人数', '慰问户数'],
  ['慰问对象', '慰问对象机构或人员', '走访对象', '对象'],
  ['对象类别', '类别', '服务对象类别', '人员类别'],
  ['折价', '慰问金', '慰问品折价', '折款', '金额', '价值', '捐赠金额', '慰问金额', '物资折价', '款项'],
  ['品名', '慰问品', '物品', '物资', '慰问物资', '捐赠物品'],
  ['物资来源', '经费来源', '资金来源', '来源', '款物来源'],
  ['类别', '身份', '人员类型'],
];

const groupsOf: ReadonlyMap<string, ReadonlySet<number>> = new Map(
  [...new Set(sameWords.flat())].map((word): [string, ReadonlySet<number>] => [
    plainHeader(word),
    new Set(sameWords.flatMap((group, index) => (group.includes(word) ? [index] : []))),
  ]),
);

/** True for heads of columns with people's names. */
export function isNameHead(head: string): boolean {
  return groupsOf.get(plainHeader(head))?.has(0) === true;
}

/** 0–100: how surely a head of a column means a label. */
export function headerLikeness(header: string, label: string): number {
  const [head, word] = [plainHeader(header), plainHeader(label)];
  if (head === '' || word === '') return 0;
  if (head === word) return 100;
  const [ofHead, ofWord] = [groupsOf.get(head), groupsOf.get(word)];
  if (ofHead !== undefined && ofWord !== undefined && [...ofHead].some((group) => ofWord.has(group)))
    return 80;
  const [short, long] = head.length < word.length ? [head, word] : [word, head];
  return short.length >= 2 && long.includes(short) ? 45 + Math.round((15 * short.length) / long.length) : 0;
}

/** True when the words are known as a head of columns. */
export function isKnownHeader(text: string): boolean {
  return groupsOf.has(plainHeader(text)) || isRowNumber(text);
}

/** True for the head over the numbers of the rows. */
export function isRowNumber(head: string): boolean {
  return /^(序号|编号|no)$/.test(plainHeader(head));
}
