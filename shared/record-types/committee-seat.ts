// “两委”任职: who sits in the two committees of a village or community, woman or man: shares need both.
import { defineRecordType } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import { column } from '../forms/ledger-columns.ts';
import { optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteField } from '../forms/usual-fields.ts';
import { tellsBirthAndSex, tellsEducation, tellsPartyMember } from '../people/tells.ts';

const isWoman: Expression = { eq: [{ field: 'sex' }, 'female'] };
const oneIf = (rule: Expression): Expression => ({ if: [rule, 1, 0] });
const holds = (post: string): Expression => ({ includes: [{ field: 'posts' }, post] });
const isIn = (kind: 'village' | 'community'): Expression => ({ eq: [{ field: 'placeKind' }, kind] });
const ofCommittee: Expression = {
  or: [holds('director'), holds('deputy-director'), holds('committee-member')],
};

/** Women among those for whom `where` holds. */
const share = (id: string, zh: string, en: string, where?: Expression) => ({
  id,
  label: words(`${zh}女性比`, `Women among ${en}`),
  unit: words('名', 'members'),
  phrase: words(`${zh}中女性占{n}`, `{n} women among ${en}`),
  phraseOfFew: words(`${zh}{of}名中女性{n}名`, `{n} women among {of} ${en}`),
  ...(where === undefined ? {} : { where }),
  numerator: { sum: oneIf(isWoman) },
  denominator: { events: true } as const,
});

export const committeeSeat = defineRecordType({
  id: 'committee-seat',
  version: 1,
  label: words('“两委”任职', 'Seat in the two committees'),
  tile: '委',
  area: 'organisation',
  collection: 'records',
  life: 'standing',
  recordedBy: ['township'],
  fields: [
    {
      id: 'village',
      kind: 'orgUnit',
      within: 'below',
      required: true,
      initial: { from: 'last' },
      label: words('村（社区）', 'Village or community'),
    },
    {
      id: 'placeKind',
      kind: 'choice',
      required: true,
      initial: { from: 'last' },
      label: words('类别', 'Kind'),
      options: optionsOf(['village', '村', 'Village'], ['community', '社区', 'Community']),
    },
    {
      id: 'term',
      kind: 'text',
      maxLength: 30,
      required: true,
      initial: { from: 'last' },
      label: words('届次', 'Term'),
    },
    {
      id: 'person',
      kind: 'person',
      allowTyped: true,
      required: true,
      sensitivity: 1,
      tells: [...tellsBirthAndSex, ...tellsEducation, ...tellsPartyMember],
      label: words('姓名', 'Name'),
    },
    {
      id: 'sex',
      kind: 'choice',
      required: true,
      label: words('性别', 'Sex'),
      options: optionsOf(['female', '女', 'Female'], ['male', '男', 'Male']),
    },
    {
      id: 'posts',
      kind: 'choices',
      required: true,
      label: words('职务', 'Posts'),
      options: optionsOf(
        ['party-secretary', '党组织书记', 'Party secretary'],
        ['party-deputy', '党组织副书记', 'Deputy party secretary'],
        ['party-member', '党组织委员', 'Member of the party committee'],
        ['director', '村（居）委会主任', 'Head of the village committee'],
        ['deputy-director', '村（居）委会副主任', 'Deputy head of the village committee'],
        ['committee-member', '村（居）委会委员', 'Member of the village committee'],
        ['supervisor', '村（居）务监督委员会成员', 'Member of the supervision committee'],
      ),
    },
    {
      id: 'isChair',
      kind: 'boolean',
      relevant: isWoman,
      required: true,
      label: words('兼妇联主席', 'Also chair of the federation'),
    },
    dayField(words('登记日期', 'Entered on')),
    { id: 'startedOn', kind: 'date', notFuture: true, label: words('任职日期', 'Since') },
    {
      id: 'isPartyMember',
      kind: 'boolean',
      label: words('中共党员', 'Party member'),
    },
    {
      id: 'birthDate',
      kind: 'date',
      notFuture: true,
      isDistant: true,
      folded: true,
      sensitivity: 1,
      label: words('出生日期', 'Birth date'),
    },
    {
      id: 'education',
      kind: 'choice',
      folded: true,
      label: words('文化程度', 'Education'),
      options: optionsOf(
        ['primary', '小学及以下', 'Primary or less'],
        ['junior', '初中', 'Junior middle school'],
        ['senior', '高中、中专', 'Senior or vocational school'],
        ['college', '大专', 'Junior college'],
        ['university', '本科及以上', 'University'],
      ),
    },
    noteField,
  ],
  title: [{ field: 'person' }],
  summary: [{ field: 'village' }, words(' · ', ' · '), { field: 'posts' }],
  ledgerColumns: [
    column('village', words('村（社区）', 'Village or community')),
    column('term', words('届次', 'Term')),
    column('person', words('姓名', 'Name')),
    column('sex', words('性别', 'Sex')),
    column('birthDate', words('出生日期', 'Birth date')),
    column('education', words('文化程度', 'Education')),
    column('isPartyMember', words('中共党员', 'Party member')),
    column('posts', words('职务', 'Posts')),
    column('isChair', words('兼妇联主席', 'Also chair of the federation')),
    column('startedOn', words('任职日期', 'Since')),
  ],
  countedAs: words('名', 'members'),
  indicators: [
    share('women-share', '“两委”成员', 'members of the two committees'),
    share('village-committee-share', '村委会成员', 'members of village committees', {
      and: [isIn('village'), ofCommittee],
    }),
    share('village-head-share', '村委会主任', 'heads of village committees', {
      and: [isIn('village'), holds('director')],
    }),
    share('community-committee-share', '居委会成员', 'members of community committees', {
      and: [isIn('community'), ofCommittee],
    }),
    {
      id: 'chairs',
      label: words('进“两委”的妇联主席', 'Chairs in the two committees'),
      unit: words('名', 'chairs'),
      phrase: words('其中妇联主席{n}名', '{n} of them chairs of the federation'),
      where: { and: [isWoman, { eq: [{ field: 'isChair' }, true] }] },
      numerator: { events: true },
    },
  ],
  sample: {
    village: '420303001202',
    placeKind: 'village',
    term: '2026年换届',
    person: { name: '王示兰' },
    sex: 'female',
    posts: ['party-member', 'committee-member'],
    isChair: true,
    startedOn: '2026-11-10',
    isPartyMember: true,
  },
});
