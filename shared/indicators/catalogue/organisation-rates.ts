// Rates of the organisation on a day: who sits where, which regulations there are, what money there is (the domain's rows B4.3, B5, §6).
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { StandingRate, StandingTerm } from '../define-standing-rate.ts';

const is = (field: string, value: string | boolean): Expression => ({ eq: [{ field }, value] });
const ofVillage: Expression = { in: [{ field: 'orgKind' }, ['village', 'community']] };
/** Villages and communities that have an organisation. */
const unitsWithOrg: StandingTerm = { type: 'womens-org', where: ofVillage, counts: 'units' };
const holds = (post: string): Expression => ({ includes: [{ field: 'posts' }, post] });
const onCommittee: Expression = {
  or: [holds('director'), holds('deputy-director'), holds('committee-member')],
};

/** Those on a committee, or in a post of it, who are women. */
function womenAmong(id: string, zh: string, en: string, seats: readonly Expression[]): StandingRate {
  return {
    ...{ id, source: 'B4.3', over: 'day' },
    label: words(`${zh}女性比`, `Women among ${en}`),
    unit: words('名', 'members'),
    numerator: {
      type: 'committee-seat',
      where: { and: [...seats, is('sex', 'female')] },
      counts: 'records',
    },
    denominator: { type: 'committee-seat', where: { and: seats }, counts: 'records' },
  };
}

/** Members of organisations for whom something holds; of those of whom it is known. */
function membersWho(id: string, zh: string, en: string, holdsFor: Expression, known: string): StandingRate {
  return {
    ...{ id, source: '§6.1', over: 'day' },
    label: words(zh, en),
    unit: words('名', 'members'),
    numerator: { type: 'org-member', where: holdsFor, counts: 'records' },
    denominator: { type: 'org-member', where: { present: { field: known } }, counts: 'records' },
  };
}

/** In the order of the domain. */
export const organisationRates: readonly StandingRate[] = [
  womenAmong('village-committee-share', '村委会成员', 'members of village committees', [
    is('placeKind', 'village'),
    onCommittee,
  ]),
  womenAmong('village-director-share', '村委会主任', 'heads of village committees', [
    is('placeKind', 'village'),
    holds('director'),
  ]),
  womenAmong('community-committee-share', '居委会成员', 'members of community committees', [
    is('placeKind', 'community'),
    onCommittee,
  ]),
  {
    ...{ id: 'places-with-woman-rate', source: 'B4.3', over: 'day' },
    label: words('“两委”有女性的村（社区）占比', 'Villages with a woman in the two committees'),
    unit: words('个', 'villages'),
    numerator: { type: 'committee-seat', where: is('sex', 'female'), counts: { unitsIn: 'village' } },
    denominator: { type: 'committee-seat', counts: { unitsIn: 'village' } },
  },
  {
    ...{ id: 'staffed-rate', source: 'B5.1', over: 'day', isAmongBase: true },
    label: words('班子配备率（有在任主席的）', 'Organisations with a chair in office'),
    unit: words('个', 'units'),
    numerator: {
      type: 'org-member',
      where: { in: [{ field: 'position' }, ['chair', 'congress-head']] },
      counts: 'units',
    },
    denominator: unitsWithOrg,
  },
  {
    ...{ id: 'chair-in-committees-rate', source: '§6.1', over: 'day' },
    label: words('妇联主席进“两委”率', 'Chairs in the two committees'),
    unit: words('个', 'organisations'),
    numerator: {
      type: 'womens-org',
      where: { and: [ofVillage, is('chairInCommittees', true)] },
      counts: 'records',
    },
    denominator: { type: 'womens-org', where: ofVillage, counts: 'records' },
  },
  membersWho(
    'members-party-share',
    '妇联组织成员党员占比',
    'Party members among members',
    is('political', 'party'),
    'political',
  ),
  membersWho(
    'members-under-45-share',
    '妇联组织成员45岁以下占比',
    'Members under 45',
    { lt: [{ yearsBetween: [{ field: 'birthDate' }, { today: true }] }, 45] },
    'birthDate',
  ),
  membersWho(
    'members-college-share',
    '妇联组织成员大专以上占比',
    'Members with college education',
    { in: [{ field: 'education' }, ['college', 'university']] },
    'education',
  ),
  {
    ...{ id: 'regulations-rate', source: 'B5.4', over: 'day', isAmongBase: true },
    label: words('制度齐备率（六类制度都有）', 'Organisations with all six regulations'),
    unit: words('个', 'units'),
    numerator: {
      type: 'regulation',
      counts: {
        unitsWithAll: 'category',
        options: ['study', 'meeting', 'deliberation', 'reception', 'ledger', 'assessment'],
      },
    },
    denominator: unitsWithOrg,
  },
  {
    ...{ id: 'funds-each', source: 'B5.5', over: 'period', format: 'fenAverage' },
    label: words('妇均经费', 'Funds for each woman'),
    unit: words('元', 'yuan'),
    numerator: { type: 'funding', counts: { sum: { field: 'amountFen' } } },
    denominator: { baseline: 'women' },
  },
  {
    ...{ id: 'linkage-rate', source: 'B5.6', over: 'period', isAmongBase: true },
    label: words('党建带妇建带建率（“四同”都做到）', 'Villages with all four together'),
    unit: words('个', 'villages'),
    numerator: {
      type: 'party-linkage',
      where: { eq: [{ count: { field: 'together' } }, 4] },
      counts: 'units',
    },
    denominator: { unitsOfLevel: 'village' },
  },
  {
    ...{ id: 'two-new-rate', source: 'B5.8', over: 'day' },
    label: words('“两新”组织妇联组建率', 'New organisations with one of women'),
    unit: words('个', 'organisations'),
    numerator: { type: 'womens-org', where: is('orgKind', 'two-new'), counts: 'records' },
    denominator: { baseline: 'two-new-due' },
  },
];
