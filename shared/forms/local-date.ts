// Calendar dates as text: real days only, without clocks; the only time zone is China's.

/** True for a real day `YYYY-MM-DD` of the years 1800–2100. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return (
    year >= 1800 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** True for a month `YYYY-MM` of the years 1800–2100. */
export function isLocalMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isLocalDate(`${text}-01`);
}

/** True for a time of day `HH:MM`, 24 hours. */
export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

const shanghaiOffsetMs = 8 * 60 * 60 * 1000;

/** The day in Asia/Shanghai of an instant; undefined when the text is none. */
export function localDateAt(instant: string): string | undefined {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? undefined : new Date(at + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The day `days` after `date` (before, when negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * A date as people type it, as `YYYY-MM-DD`: `1990.1.5`, `1990/1/5`, `1990年1月5日`, `19900105`, full-width digits too.
 * Null when it is not a real day.
 */
export function parseTypedDate(typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (parts === null) return null;
  const date = `${parts[1] ?? ''}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[3] ?? '').padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
