// A report that goes up with a red head (报告): its own title, 报告 where the plain one says 汇报, and its closing words.
import type { Label } from '../forms/field-types.ts';
import { words } from '../forms/shorthand.ts';
import type { Clause, Outline, OutlinePart } from './define-outline.ts';

const closing: OutlinePart = {
  paragraphs: [{ sentences: [{ clauses: [{ wordings: [words('特此报告', 'This is our report')] }] }] }],
};

/** Undefined where an outline is of no kind that goes up: a notice, a bulletin, a monthly report have no red head with a signatory. */
export function formalOutline(outline: Outline): Outline | undefined {
  const { formalTitle, parts } = outline;
  if (formalTitle === undefined) return undefined;
  return { ...outline, title: formalTitle, parts: [...parts.map(reporting), closing] };
}

function reporting(part: OutlinePart): OutlinePart {
  return {
    ...part,
    paragraphs: part.paragraphs.map((paragraph) => ({
      ...paragraph,
      sentences: paragraph.sentences.map((sentence) => ({
        ...sentence,
        clauses: sentence.clauses.map((clause): Clause => ({
          ...clause,
          wordings: clause.wordings.map(asReport),
        })),
      })),
    })),
  };
}

function asReport({ zh, en }: Label): Label {
  return words(zh.replace('情况汇报如下', '情况报告如下'), en);
}
