// The server's clock, handed to whoever needs it, and the calendar date it means here.

export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

const shanghaiOffsetMs = 8 * 3600 * 1000;

/** The calendar date `YYYY-MM-DD` of an instant in Asia/Shanghai (no daylight saving since 1992). */
export function localDateOf(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The instant some seconds later, as ISO text. */
export function isoAfter(instant: Date, seconds: number): string {
  return new Date(instant.getTime() + seconds * 1000).toISOString();
}

/** The time of day `HH:MM` of an instant in Asia/Shanghai. */
export function localTimeOf(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString().slice(11, 16);
}
