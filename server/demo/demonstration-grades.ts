// Two years of grading in the demonstration: villages of 花果街道, townships of 张湾区 and the counties; most rise or stay, one falls.
import { audienceOf } from '../../shared/access/audience-of.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import type { Grade, Good } from '../../shared/grading/grades.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { UnitId } from '../../shared/records/record.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import { monthsBack } from './demonstration-months.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

/** Who grades whom: each office those right below it. */
const graders: readonly UnitId[] = ['4203', '420303', '420303001'];
/** Of seven organisations in turn, the grades of the year before last, of last year and of this year; `null`: not graded then. */
const courses: readonly (readonly [Grade | null, Grade | null, Grade])[] = [
  ['fairly-good', 'good', 'good'],
  ['average', 'fairly-good', 'good'],
  ['fairly-good', 'fairly-good', 'fairly-good'],
  ['poor', 'average', 'fairly-good'],
  ['good', 'good', 'fairly-good'],
  [null, null, 'average'],
  ['poor', 'poor', 'average'],
];
const lackingOf: Readonly<Record<Grade, readonly Good[]>> = {
  good: [],
  'fairly-good': ['results'],
  average: ['venue', 'mechanism'],
  poor: ['organisation', 'venue', 'mechanism'],
};
const allGoods: readonly Good[] = ['organisation', 'venue', 'mechanism', 'results', 'people'];
/** Numbers of edits that no other document of the demonstration has. */
const firstSeq = 700_000;

/** Last year's in the month of a year ago, this year's two months ago, so that both lie in months that are locked. */
export function planGrades(plan: Plan): readonly PlannedDocument[] {
  if (plan.isSmall) return [];
  return graders.flatMap((grader, round) =>
    [...plan.tree.children(grader)].sort().flatMap((organisation, index) => {
      const [earlier, last, now] = courses[index % courses.length] ?? [null, null, 'average'];
      const seq = firstSeq + round * 1_000 + index * 2;
      return [
        ...(last === null
          ? []
          : [graded(plan, grader, { organisation, before: earlier, grade: last, back: 12 }, seq)]),
        graded(plan, grader, { organisation, before: last, grade: now, back: 2 }, seq + 1),
      ];
    }),
  );
}

type Graded = {
  readonly organisation: UnitId;
  readonly before: Grade | null;
  readonly grade: Grade;
  /** Months before this one. */
  readonly back: number;
};

function graded(
  { registry, tree, today }: Plan,
  grader: UnitId,
  { organisation, before, grade, back }: Graded,
  seq: number,
): PlannedDocument {
  const definition = registry.get('grade-result');
  if (definition === undefined) throw new Error('the demonstration knows no grade-result');
  const author = authorIn(tree, grader);
  const occurredOn = `${monthsBack(today, back)}-18`;
  const year = Number(today.slice(0, 4)) - (back > 6 ? 1 : 0);
  const reached = allGoods.filter((good) => !lackingOf[grade].includes(good));
  const values: JsonObject = {
    ...sampleValues(definition, occurredOn),
    ...{ organisation, year, previousGrade: before ?? 'none', grade },
    ...{ documentNumber: `示妇发〔${year}〕9号`, goods: reached },
    gaps: grade === 'good' ? '' : '活动次数少，特色工作不突出',
  };
  const audience = audienceOf(definition, { values, occurredOn });
  const document = documentOf(
    {
      ...{ name: `grade ${organisation} ${year}`, type: definition.id, author, occurredOn, values },
      definitionVersion: definition.version,
    },
    seq,
  );
  return { author, document: { ...document, ...(audience === undefined ? {} : { audience }) } };
}
