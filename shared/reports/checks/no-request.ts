// A 报告 tells and asks for nothing: what asks for a decision is a 请示, a document of its own.
import { words } from '../../forms/shorthand.ts';
import type { Finding } from '../check-report.ts';
import { textOf, type Report } from '../report-model.ts';

const request = /请示|请批准|请予批准|请批复|请予批复|妥否|当否|请审批|恳请(?:批准|解决|支持)/u;

/** Of reports with a red head only, which their title says. */
export function requestFindings({ title, blocks }: Pick<Report, 'title' | 'blocks'>): readonly Finding[] {
  if (!title.endsWith('报告')) return [];
  return blocks.flatMap(({ pieces }) => {
    const place = request.exec(textOf(pieces))?.[0];
    if (place === undefined) return [];
    const said = words('报告里不写请示事项', 'a report asks for no decision');
    return [{ rule: 'request', words: said, place }];
  });
}
