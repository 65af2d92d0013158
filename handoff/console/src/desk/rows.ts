import type { Ticket } from '../api/types';
import { isOpen } from './countdown';

export interface Filter {
  queue: string;
  priority: string;
  tier: string;
  category: string;
  text: string;
}

export const noFilter: Filter = { queue: '', priority: '', tier: '', category: '', text: '' };

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/** Whether a ticket waits for anybody: those that are offered to a colleague right now are still in the queue. */
export function waits(ticket: Ticket): boolean {
  return ticket.status === 'new' || ticket.status === 'queued' || ticket.status === 'offered';
}

export function offersOf(tickets: Iterable<Ticket>, agent: string, now: number): Ticket[] {
  return [...tickets].filter((t) => t.status === 'offered' && t.offer?.agent === agent && Date.parse(t.offer.expires) > now).sort(byDue);
}

export function chatsOf(tickets: Iterable<Ticket>, agent: string): Ticket[] {
  return [...tickets].filter((t) => t.agent === agent && (t.status === 'assigned' || t.status === 'paused')).sort(byNeed);
}

export function queueRows(tickets: Iterable<Ticket>, filter: Filter): Ticket[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: Ticket[] = [];
  for (const ticket of tickets) if (waits(ticket) && passes(ticket, filter, words)) rows.push(ticket);
  return rows.sort(byDue);
}

function passes(ticket: Ticket, filter: Filter, words: string[]): boolean {
  if (filter.queue && ticket.queue !== filter.queue) return false;
  if (filter.priority && ticket.priority !== filter.priority) return false;
  if (filter.tier && String(ticket.tier) !== filter.tier) return false;
  if (filter.category && ticket.category !== filter.category) return false;
  if (words.length === 0) return true;
  const text = `${ticket.number} ${ticket.subject} ${ticket.person}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** P1 first, who has waited once already next, then what is due earliest: the order in which the desk serves. */
export function byDue(a: Ticket, b: Ticket): number {
  return Number(b.priority === 'P1') - Number(a.priority === 'P1') || Number(b.atHead) - Number(a.atHead) || dueOf(a) - dueOf(b) || byNumber(a, b);
}

/** Of the own chats, those where somebody waits for a word come first, the longest wait on top; paused ones last. */
export function byNeed(a: Ticket, b: Ticket): number {
  return needOf(a) - needOf(b) || since(a) - since(b) || byNumber(a, b);
}

function needOf(ticket: Ticket): number {
  if (ticket.status === 'paused') return 2;
  return ticket.awaitingReplySince ? 0 : 1;
}

const since = (ticket: Ticket) => Date.parse(ticket.awaitingReplySince ?? ticket.changedAt);
const byNumber = (a: Ticket, b: Ticket) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);

/** Ten thousand rows are compared a quarter of a million times: each time is read once. */
const dues = new WeakMap<Ticket, number>();
function dueOf(ticket: Ticket): number {
  let due = dues.get(ticket);
  if (due === undefined) dues.set(ticket, (due = ticket.due?.queue ? Date.parse(ticket.due.queue) : Number.MAX_SAFE_INTEGER));
  return due;
}

/** What a lead has to look at: late or nearly so, soonest first. */
export function atRisk(tickets: Iterable<Ticket>, now: number, within: number): Ticket[] {
  return [...tickets].filter((t) => isOpen(t) && t.due?.queue && Date.parse(t.due.queue) - now < within).sort(byDue);
}
