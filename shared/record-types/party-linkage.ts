// 党建带妇建: whether women's work is deployed, carried out, assessed and commended together with the party's (四同).
import { onceAYear } from '../forms/asked.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos, yearField } from '../forms/usual-fields.ts';

const together = [
  ['deployed', '同部署', 'Deployed together'],
  ['carried-out', '同落实', 'Carried out together'],
  ['assessed', '同考核', 'Assessed together'],
  ['commended', '同表彰', 'Commended together'],
] as const;
const oneIf = (field: string) => ({ if: [{ eq: [{ field }, true] }, 1, 0] }) as const;

export const partyLinkage = defineRecordType({
  id: 'party-linkage',
  version: 1,
  label: words('党建带妇建', 'Party work leads women’s work'),
  tile: '党',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  recordedBy: everyLevel,
  asked: { howOften: onceAYear },
  fields: [
    yearField,
    {
      id: 'isInAssessment',
      kind: 'boolean',
      required: true,
      label: words('妇建纳入党建考核', 'Part of the assessment of party work'),
    },
    {
      id: 'isVenueShared',
      kind: 'boolean',
      required: true,
      label: words('阵地共建', 'The venue is shared'),
    },
    dayField(words('填报日期', 'As of')),
    {
      id: 'together',
      kind: 'choices',
      label: words('“四同”中已做到', 'Of the four, done together'),
      options: optionsOf(...together),
    },
    {
      id: 'practice',
      kind: 'longText',
      maxLength: 1000,
      required: { present: { field: 'together' } },
      label: words('做法和依据', 'How, and on what evidence'),
    },
    {
      id: 'contact',
      kind: 'text',
      maxLength: 60,
      sensitivity: 1,
      label: words('党组织联系人', 'Contact in the party organisation'),
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'year' }, words('度党建带妇建', ': party work leads women’s work')],
  summary: [{ field: 'together' }, words(' · 联系人：', ' · contact: '), { field: 'contact' }],
  ledgerColumns: [
    column('occurredOn', words('填报日期', 'As of')),
    column('year', words('年度', 'Year')),
    column('isInAssessment', words('纳入党建考核', 'In the assessment of party work')),
    ...together.map(([id, zh, en]) => ({
      id,
      label: words(zh, en),
      value: { expression: { if: [{ includes: [{ field: 'together' }, id] }, '√', ''] } as const },
    })),
    column('isVenueShared', words('阵地共建', 'Venue shared')),
    column('contact', words('党组织联系人', 'Contact')),
    column('practice', words('做法和依据', 'How, and on what evidence')),
  ],
  countedAs: words('份', 'reports'),
  indicators: [
    {
      id: 'four-together-rate',
      label: words('带建率（“四同”都做到）', 'Share with all four'),
      unit: words('份', 'reports'),
      phrase: words('“四同”都做到的占{n}', '{n} with all four together'),
      phraseOfFew: words('{of}份中“四同”都做到{n}份', '{n} of {of} with all four together'),
      numerator: {
        sum: { if: [{ eq: [{ count: { field: 'together' } }, together.length] }, 1, 0] },
      },
      denominator: { events: true },
    },
    {
      id: 'in-assessment-rate',
      label: words('纳入党建考核占比', 'Share in the assessment of party work'),
      unit: words('份', 'reports'),
      phrase: words('纳入党建考核的占{n}', '{n} in the assessment of party work'),
      phraseOfFew: words('{of}份中纳入党建考核{n}份', '{n} of {of} in the assessment of party work'),
      numerator: { sum: oneIf('isInAssessment') },
      denominator: { events: true },
    },
  ],
  sample: {
    year: 2026,
    isInAssessment: true,
    isVenueShared: true,
    together: ['deployed', 'carried-out', 'assessed', 'commended'],
    practice: '年初与党建工作一同部署，年底一同考核，表彰时设妇女工作项目',
    contact: '何示霞',
  },
});
