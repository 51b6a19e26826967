// A place that words about an activity name: 打扫敬老院 → 敬老院.

const doing = /^.*(打扫|清扫|清洁|整治|慰问|走访|看望|探望|走进|参观|前往|服务|[到去在赴进])/;
const place =
  /^(.*?)(敬老院|福利院|养老院|幸福院|日间照料中心|卫生院|卫生室|医院|学校|小学|中学|幼儿园|广场|公园|文化站|村委会|居委会|妇女之家|儿童之家|党群服务中心|礼堂|会议室)/;

/** Undefined when no place is named. */
export function placeInWords(text: string): string | undefined {
  const found = place.exec(text.normalize('NFKC'));
  if (found === null) return undefined;
  const [, before = '', noun = ''] = found;
  return `${before.replace(doing, '').slice(-12)}${noun}`;
}
