// What only the bindings can tell: that a number stands with its own unit, and that the parts add up to the whole.
import { words } from '../../forms/shorthand.ts';
import type { Label } from '../../forms/field-types.ts';
import type { Finding } from '../check-report.ts';
import type { Fact, Report } from '../report-model.ts';

/** 人次 is never written 人, nor the other way round: right after a count stands the unit that it was counted in. */
export function unitFindings({ blocks, facts, locale }: Report): readonly Finding[] {
  if (locale !== 'zh') return [];
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return blocks.flatMap(({ pieces }) =>
    pieces.flatMap((piece, index) => {
      const unit = piece.kind === 'fact' ? unitOf(byId.get(piece.factId), piece.text) : undefined;
      const after = pieces[index + 1]?.text ?? '';
      if (unit === undefined || hasUnit(after, unit)) return [];
      const said = words(`“${piece.text}”的单位是“${unit}”`, `${piece.text} is counted in ${unit}`);
      return [{ rule: 'unit', words: said, place: `${piece.text}${after.slice(0, 6)}` }];
    }),
  );
}

/** Only of counts: a rate as a rate has none. */
function unitOf(fact: Fact | undefined, text: string): string | undefined {
  return text.endsWith('%') || fact?.format === 'text' ? undefined : fact?.unit?.zh;
}

function hasUnit(after: string, unit: string): boolean {
  return after.startsWith(unit) && !(unit === '人' && after.startsWith('人次'));
}

/** The figures of the units right below add up to the whole; people are distinct, so theirs may be more. */
export function sumFindings({ facts, parts }: Report): readonly Finding[] {
  if (parts.length === 0) return [];
  return facts.flatMap((fact) => {
    if (!('indicator' in fact.source) || typeof fact.value !== 'number' || isOfPeople(fact)) return [];
    const { indicator } = fact.source;
    return sumFinding(
      fact.label,
      fact.value,
      parts.map(({ sheet }) => sheet.figures[indicator]?.value ?? 0),
    );
  });
}

function isOfPeople({ unit }: Fact): boolean {
  return unit?.zh === '名' || unit?.zh === '人';
}

/** 分类合计与总数不符（差1）. */
export function sumFinding(label: Label, total: number, parts: readonly number[]): readonly Finding[] {
  const sum = Math.round(parts.reduce((all, each) => all + each, 0) * 100) / 100;
  const difference = Math.round(Math.abs(sum - total) * 100) / 100;
  if (difference === 0) return [];
  const said = words(`分项合计与总数不符（差${difference}）`, `the parts do not add up (by ${difference})`);
  return [{ rule: 'sum', words: said, place: label.zh }];
}
