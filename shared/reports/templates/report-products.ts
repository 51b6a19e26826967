// The products of the engine by name: each is an outline as data, of a period.
import type { LocalDate } from '../../records/record.ts';
import type { Outline } from '../define-outline.ts';
import { excellenceOutline } from './excellence-outline.ts';
import { monthlyOutline } from './monthly-outline.ts';
import { noticeboardOutline } from './noticeboard-outline.ts';
import { screeningOutline } from './screening-outline.ts';
import { supervisionOutline } from './supervision-outline.ts';

/** 情况汇报, 工作月报, 公示栏, 督导通报, “两癌”检查季报. */
export const reportProducts = ['briefing', 'monthly', 'noticeboard', 'supervision', 'screening'] as const;
export type ReportProduct = (typeof reportProducts)[number];

/** Of a period that ends on this day. */
export function outlineOf(product: ReportProduct, until: LocalDate): Outline {
  if (product === 'monthly') return monthlyOutline;
  if (product === 'noticeboard') return noticeboardOutline;
  if (product === 'screening') return screeningOutline;
  return product === 'supervision' ? supervisionOutline(until) : excellenceOutline;
}
