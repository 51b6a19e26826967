// 两委女性情况表: a line for each village or community: how many sit in its two committees, and how many women in which posts.
import type { Expression } from '../../forms/expression.ts';
import type { LedgerColumnPlan, LedgerDefinition } from '../define-ledger.ts';
import { firstColumns, telling } from './book-columns.ts';

const isWoman: Expression = { eq: [{ field: 'sex' }, 'female'] };
const holdsOneOf = (...posts: readonly string[]): Expression => ({
  or: posts.map((post) => ({ includes: [{ field: 'posts' }, post] })),
});
const ofCommittee = holdsOneOf('director', 'deputy-director', 'committee-member');
const ofParty = holdsOneOf('party-secretary', 'party-deputy', 'party-member');
const isHead = holdsOneOf('party-secretary', 'director');

const counting = (id: string, zh: string, en: string, ...rules: readonly Expression[]): LedgerColumnPlan => ({
  ...telling(id, [zh, en], { countWhere: { and: rules } }),
  total: true,
});
const sharing = (id: string, zh: string, en: string, part: string, whole: string): LedgerColumnPlan => ({
  ...telling(id, [zh, en], { shareOf: [part, whole] }),
  total: true,
});

export const womenInCommittees: LedgerDefinition = {
  id: 'women-in-committees',
  label: { zh: '两委女性情况表', en: 'Women in the two committees' },
  isRegister: true,
  sources: [{ type: 'committee-seat' }],
  eachUnit: {
    field: 'village',
    person: 'person',
    note: {
      column: 'women',
      words: {
        zh: '已登记{of}个村（社区），共{all}个；其中“两委”有女性的{n}个，占已登记的{share}。',
        en: '{of} of {all} villages and communities entered; {n} of them ({share}) have a woman in the two committees.',
      },
    },
  },
  columns: [
    ...firstColumns,
    counting('members', '“两委”总数', 'Members'),
    counting('women', '其中女性', 'Women', isWoman),
    sharing('womenShare', '女性占比', 'Share of women', 'women', 'members'),
    counting('party', '党组织成员', 'Party committee', ofParty),
    counting('partyWomen', '党组织女性', 'Women in it', ofParty, isWoman),
    counting('committee', '村（居）委会成员', 'Village committee', ofCommittee),
    counting('committeeWomen', '村（居）委会女性', 'Women in that', ofCommittee, isWoman),
    sharing('committeeShare', '村（居）委会女性占比', 'Share in that', 'committeeWomen', 'committee'),
    counting('headWomen', '女性正职（书记、主任）', 'Women heads', isHead, isWoman),
    counting('chairs', '进“两委”的妇联主席', 'Chairs', isWoman, { eq: [{ field: 'isChair' }, true] }),
  ],
};
