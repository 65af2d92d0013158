import type { Agent, HistoryEvent, Me, Policy, Queue, Ticket } from '../api/types';
import type { Waiting } from '../talk/outbox';

export interface Onlooker {
  /** Null for the person who asked for help. */
  agent: string | null;
  typing: boolean;
  at: number;
}

export interface Said {
  id: number;
  words: string;
  tone: 'info' | 'problem';
}

export interface DeskState {
  me: Me;
  /** Null where the account is no agent of the desk. */
  agent: Agent | null;
  agents: ReadonlyMap<string, Agent>;
  queues: readonly Queue[];
  policy: Policy | null;
  tickets: ReadonlyMap<string, Ticket>;
  loaded: boolean;
  line: 'connecting' | 'online' | 'offline';
  /** The session ended while the console was open. */
  signedOut: boolean;
  selected: string | null;
  histories: ReadonlyMap<string, readonly HistoryEvent[]>;
  outbox: readonly Waiting[];
  /** Sent, but not in a history that was read since: shown until they are. */
  arrived: readonly Waiting[];
  onlookers: ReadonlyMap<string, readonly Onlooker[]>;
  said: Said | null;
}

/** Of the same ticket the later version counts; due times are kept where an answer leaves them out. */
export function withTicket(tickets: ReadonlyMap<string, Ticket>, ticket: Ticket): ReadonlyMap<string, Ticket> {
  const known = tickets.get(ticket.id);
  if (known && (known.version > ticket.version || (known.version === ticket.version && ticket.due === null))) return tickets;
  return new Map(tickets).set(ticket.id, ticket.due === null && known ? { ...ticket, due: known.due } : ticket);
}

/** A list that was read as a whole: what is not in it has ended, but what is looked at stays. What changed while it was read is newer. */
export function withAll(tickets: ReadonlyMap<string, Ticket>, read: readonly Ticket[], keep: string | null): ReadonlyMap<string, Ticket> {
  const next = new Map<string, Ticket>();
  for (const ticket of read) {
    const known = tickets.get(ticket.id);
    next.set(ticket.id, known && known.version > ticket.version ? known : ticket);
  }
  const kept = keep ? tickets.get(keep) : undefined;
  if (kept && !next.has(kept.id)) next.set(kept.id, kept);
  return next;
}

/** Signals are repeated while they last. */
export const SIGNAL_LASTS = 15_000;
export const TYPING_LASTS = 6_000;

export function withSignal(all: ReadonlyMap<string, readonly Onlooker[]>, signal: { kind: string; ticket: string; agent: string | null }, now: number): ReadonlyMap<string, readonly Onlooker[]> {
  const others = (all.get(signal.ticket) ?? []).filter((one) => one.agent !== signal.agent && now - one.at < SIGNAL_LASTS);
  const next = signal.kind === 'left' ? others : [...others, { agent: signal.agent, typing: signal.kind === 'typing', at: now }];
  return new Map(all).set(signal.ticket, next);
}

/** Whoever has written is not typing any more. */
export function withoutTyping(all: ReadonlyMap<string, readonly Onlooker[]>, ticket: string, agent: string | null): ReadonlyMap<string, readonly Onlooker[]> {
  const those = all.get(ticket);
  if (!those?.some((one) => one.agent === agent && one.typing)) return all;
  return new Map(all).set(ticket, those.map((one) => (one.agent === agent ? { ...one, typing: false } : one)));
}
