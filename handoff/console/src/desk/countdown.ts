import type { Clock, Ticket } from '../api/types';

export type Tone = 'calm' | 'soon' | 'late' | 'over' | 'still';

export interface Countdown {
  /** What has to happen by then. */
  what: 'reply' | 'resolve';
  due: number;
  left: number;
  tone: Tone;
}

const SOON = 0.75;
const LATE = 0.9;

/** What a ticket's next due time is and how near it is, in milliseconds; null where nothing runs. */
export function countdownOf(ticket: Ticket, now: number): Countdown | null {
  if (!isOpen(ticket) || !ticket.due?.queue) return null;
  const due = Date.parse(ticket.due.queue);
  const what = !ticket.due.responseDone || (ticket.awaitingReplySince !== null && ticket.due.queue !== ticket.due.resolution) ? 'reply' : 'resolve';
  const began = Date.parse(what === 'reply' && ticket.due.responseDone && ticket.awaitingReplySince ? ticket.awaitingReplySince : ticket.openedAt);
  return { what, due, left: due - now, tone: ticket.pause && what === 'resolve' ? 'still' : toneOf((now - began) / Math.max(1, due - began)) };
}

/** Neutral, amber from 75 % of the time, red from 90 %, over after it. */
export function toneOf(used: number): Tone {
  if (used >= 1) return 'over';
  if (used >= LATE) return 'late';
  return used >= SOON ? 'soon' : 'calm';
}

/** A clock as the server explains it knows closed hours and pauses; what it says of itself is exact. */
export function toneOfClock(clock: Clock): Tone {
  if (clock.breachedAt || (clock.minutesLeft < 0 && clock.state === 'running')) return 'over';
  return clock.state === 'paused' || clock.state === 'met' || clock.state === 'stopped' ? 'still' : toneOf(clock.percentUsed / 100);
}

export function isOpen(ticket: Ticket): boolean {
  return ticket.status === 'new' || ticket.status === 'queued' || ticket.status === 'offered' || ticket.status === 'assigned' || ticket.status === 'paused';
}

export function waitingSince(ticket: Ticket): number {
  return Date.parse(ticket.awaitingReplySince ?? ticket.openedAt);
}
