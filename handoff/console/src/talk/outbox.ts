import type { Answer, Problem } from '../api/http';
import { isPassing } from '../api/http';
import type { FileRef, Ticket } from '../api/types';
import type { Mode } from './drafts';
import { browserStorage } from './drafts';

export interface Waiting {
  /** The message's id at the desk as well: sent twice, it is one message. */
  id: string;
  ticket: string;
  mode: Mode;
  text: string;
  files: FileRef[];
  at: number;
  state: 'sending' | 'waiting' | 'refused' | 'sent';
  problem: Problem | null;
}

export type Send = (message: Waiting) => Promise<Answer<Ticket>>;

/**
 * What was sent and is not known to have arrived. In order for each ticket: a message that waits for the line holds those behind it. Kept in this browser,
 * so that a message which was pressed off just before a crash still goes out, once.
 */
export class Outbox {
  private messages: Waiting[];
  private readonly busy = new Set<string>();

  constructor(
    private readonly owner: string,
    private readonly send: Send,
    private readonly tell: (messages: readonly Waiting[], arrived: { message: Waiting; ticket: Ticket } | null) => void,
    private readonly storage: Storage | null = browserStorage(),
  ) {
    this.messages = this.load();
  }

  get all(): readonly Waiting[] {
    return this.messages;
  }

  async put(message: Omit<Waiting, 'state' | 'problem'>): Promise<void> {
    this.change([...this.messages, { ...message, state: 'waiting', problem: null }]);
    await this.pump(message.ticket);
  }

  /** The line is back. */
  async retryAll(): Promise<void> {
    await Promise.all([...new Set(this.messages.map((one) => one.ticket))].map((ticket) => this.pump(ticket)));
  }

  async retry(id: string): Promise<void> {
    const message = this.messages.find((one) => one.id === id);
    if (!message) return;
    this.put1(id, { state: 'waiting', problem: null });
    await this.pump(message.ticket);
  }

  discard(id: string): Waiting | null {
    const message = this.messages.find((one) => one.id === id) ?? null;
    this.change(this.messages.filter((one) => one.id !== id));
    return message;
  }

  forgetAll() {
    this.change([]);
  }

  private async pump(ticket: string): Promise<void> {
    if (this.busy.has(ticket)) return;
    this.busy.add(ticket);
    try {
      for (let next = this.next(ticket); next; next = this.next(ticket)) if (!(await this.sendOne(next))) return;
    } finally {
      this.busy.delete(ticket);
    }
  }

  private async sendOne(message: Waiting): Promise<boolean> {
    this.put1(message.id, { state: 'sending' });
    const answer = await this.send(message);
    if (answer.ok) {
      this.change(this.messages.filter((one) => one.id !== message.id), { message: { ...message, state: 'sent' }, ticket: answer.value });
      return true;
    }
    const passing = isPassing(answer.problem) || answer.problem.status === 401;
    this.put1(message.id, { state: passing ? 'waiting' : 'refused', problem: answer.problem });
    return !passing;
  }

  private next(ticket: string): Waiting | undefined {
    return this.messages.find((one) => one.ticket === ticket && one.state === 'waiting');
  }

  private put1(id: string, change: Partial<Waiting>) {
    this.change(this.messages.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private change(messages: Waiting[], arrived: { message: Waiting; ticket: Ticket } | null = null) {
    this.messages = messages;
    try {
      if (messages.length > 0) this.storage?.setItem(this.key, JSON.stringify(messages));
      else this.storage?.removeItem(this.key);
    } catch {
      // Storage is full or forbidden: they wait as long as the page lives.
    }
    this.tell(messages, arrived);
  }

  private load(): Waiting[] {
    try {
      const kept = JSON.parse(this.storage?.getItem(this.key) ?? '[]') as Waiting[];
      return kept.map((one) => (one.state === 'refused' ? one : { ...one, state: 'waiting' }));
    } catch {
      return [];
    }
  }

  private get key() {
    return `helpdesk.outbox.${this.owner}`;
  }
}
