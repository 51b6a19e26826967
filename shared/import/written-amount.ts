// Amounts as people write them: 1,200 · １８人 · 约30 · 51余 · 近千元 · 0.2万元 · 三十 · 半天.

export type WrittenAmount = {
  readonly value: number;
  /** 约, 余, 近, 左右 …: the writer did not know exactly. */
  readonly isRough: boolean;
  /** The word after the number: 人, 户, 元 … */
  readonly counter: string;
  /** Written with 万, 千 or 百, or in Chinese numerals. */
  readonly isInWords: boolean;
};

const roughBefore = /^(大约|约|将近|近|接近|超过|超|逾|上|大概|估计|至少|不到|不足)/;
const roughAfter = /(左右|上下|余|多|来|以上|以下)/;
const multipliers: ReadonlyMap<string, number> = new Map([
  ['万', 10_000],
  ['千', 1000],
  ['百', 100],
  ['亿', 100_000_000],
]);

/** The amount, or undefined when the text is not one amount. */
export function readAmount(written: string): WrittenAmount | undefined {
  const text = written
    .normalize('NFKC')
    .replaceAll(/[\s,，]/g, '')
    .replace(/^[¥￥]/, '');
  const isRoughBefore = roughBefore.test(text);
  const bare = text.replace(roughBefore, '');
  const parts = /^(-?\d+(?:\.\d+)?(?:[eE]\+?\d+)?|[零〇一二两三四五六七八九十百千万]+)(.*)$/.exec(bare);
  if (parts === null) return undefined;
  const [, number = '', after = ''] = parts;
  const tail = /^(余|多|来)?([万千百亿])?(.*)$/.exec(after) ?? [];
  const multiplier = multipliers.get(tail[2] ?? '') ?? 1;
  const isDigits = /^-?\d/.test(number);
  const value = isDigits ? Number(number) : chineseNumber(number);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const words = tail[3] ?? '';
  const counter = words.replace(roughAfter, '');
  if (!/^[\p{Script=Han}a-z%()/]{0,6}$/iu.test(counter)) return undefined;
  return {
    value: Number((value * multiplier).toPrecision(15)),
    isRough: isRoughBefore || tail[1] !== undefined || roughAfter.test(words),
    counter,
    isInWords: multiplier !== 1 || !isDigits,
  };
}

const digits: ReadonlyMap<string, number> = new Map(
  Array.from('零一二三四五六七八九', (character, index): [string, number] => [character, index]),
);

/** 三十 → 30, 一百零五 → 105, 千 → 1000, 两 → 2. */
function chineseNumber(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of Array.from(text.replaceAll('两', '二').replaceAll('〇', '零'))) {
    const known = digits.get(character);
    const unit = character === '十' ? 10 : multipliers.get(character);
    if (known !== undefined) digit = known;
    else if (unit === 10_000) {
      total += (section + (digit ?? (section === 0 ? 1 : 0))) * unit;
      [section, digit] = [0, undefined];
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = undefined;
    } else return undefined;
  }
  return total + section + (digit ?? 0);
}
