const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, the way a clock on a wall shows it: 0:40, 12:05, 3 h 10, 2 d 4 h. Without a sign. */
export function span(milliseconds: number): string {
  const left = Math.abs(milliseconds);
  if (left < HOUR) return `${Math.floor(left / MINUTE)}:${two(Math.floor((left % MINUTE) / 1000))}`;
  if (left < DAY) return `${Math.floor(left / HOUR)} h ${two(Math.floor((left % HOUR) / MINUTE))}`;
  return `${Math.floor(left / DAY)} d ${Math.floor((left % DAY) / HOUR)} h`;
}

/** The same for a screen reader and for tooltips. */
export function spanInWords(milliseconds: number, words: { days: (n: number) => string; hours: (n: number) => string; minutes: (n: number) => string; seconds: (n: number) => string }): string {
  const left = Math.abs(milliseconds);
  if (left < MINUTE) return words.seconds(Math.floor(left / 1000));
  if (left < HOUR) return words.minutes(Math.floor(left / MINUTE));
  if (left < DAY) return `${words.hours(Math.floor(left / HOUR))} ${words.minutes(Math.floor((left % HOUR) / MINUTE))}`;
  return `${words.days(Math.floor(left / DAY))} ${words.hours(Math.floor((left % DAY) / HOUR))}`;
}

/** Today's times as 14:05, this week's as Mon 14:05, others as 3 Dec 14:05. */
export function moment(iso: string | number, now: number, locale?: string): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === new Date(now).toDateString()) return time;
  if (Math.abs(at.getTime() - now) < 6 * DAY) return `${at.toLocaleDateString(locale, { weekday: 'short' })} ${time}`;
  return `${at.toLocaleDateString(locale, { day: 'numeric', month: 'short' })} ${time}`;
}

/** A time of the day in UTC (`07:20`) as this device's clock showed it then. */
export function localTime(utc: string, day: string, locale?: string): string {
  return new Date(`${day.slice(0, 10)}T${utc}:00Z`).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}

export function exact(iso: string | number, locale?: string): string {
  return new Date(iso).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'medium' });
}

const two = (n: number) => String(n).padStart(2, '0');
