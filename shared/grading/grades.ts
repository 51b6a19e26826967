// The four grades of an organisation and its five goods (晋档升级、五个好, `domain.md` §6.3), in their order.
import { words } from '../forms/shorthand.ts';
import type { Label } from '../forms/field-types.ts';

/** From the highest to the lowest; the last one is called 后进. */
export const grades = ['good', 'fairly-good', 'average', 'poor'] as const;
export type Grade = (typeof grades)[number];

/** As they are written, also in forms that were filled in long ago: never changed. */
export const gradeLabels: Readonly<Record<Grade, Label>> = {
  good: words('好（先进）', 'Good'),
  'fairly-good': words('较好', 'Fairly good'),
  average: words('一般', 'Average'),
  poor: words('较差（后进）', 'Poor'),
};

export const goods = ['organisation', 'venue', 'mechanism', 'results', 'people'] as const;
export type Good = (typeof goods)[number];

/** As 广元 2010 words them. */
export const goodLabels: Readonly<Record<Good, Label>> = {
  organisation: words('组织机构好', 'Good organisation'),
  venue: words('活动阵地好', 'Good venue'),
  mechanism: words('工作机制好', 'Good working order'),
  results: words('工作业绩好', 'Good results'),
  people: words('妇女群众反映好', 'Well spoken of'),
};

/** What moves an organisation to the last grade where a county's scheme says so. */
export const vetoes = ['safety', 'petition', 'falsification'] as const;
export type Veto = (typeof vetoes)[number];

export const vetoLabels: Readonly<Record<Veto, Label>> = {
  safety: words('安全事故', 'Accident'),
  petition: words('重大信访', 'Grave petition'),
  falsification: words('弄虚作假', 'Falsification'),
};

/** 1 is the highest. */
export function placeOfGrade(grade: Grade): number {
  return grades.indexOf(grade) + 1;
}

/** Undefined for anything that is no grade: `none` (首次评定), nothing at all, what a newer app may call one. */
export function gradeOf(value: unknown): Grade | undefined {
  return grades.find((grade) => grade === value);
}
