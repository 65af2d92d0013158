import { act, desk as api, staff } from '../api/desk';
import { newId, onServerTime, onSignedOut, type Answer, type Problem } from '../api/http';
import type { Agent, FileRef, Me, Presence, Ticket } from '../api/types';
import { Line, type Change, type Signal } from '../live/line';
import { Drafts, type Mode } from '../talk/drafts';
import { Outbox } from '../talk/outbox';
import { withIds } from '../talk/transcript';
import { texts } from '../texts';
import { withAll, withoutTyping, withSignal, withTicket, type DeskState } from './state';

const CONTACT_EVERY = 10_000;
const VIEWING_EVERY = 10_000;
/** Only leads hear of colleagues' presence as it changes. */
const STAFF_EVERY = 30_000;
const TYPING_EVERY = 3_000;
const FLUSH_AFTER = 40;
const LINE_PATIENCE = 3_000;
/** So many changes at once are read as one list. */
const MANY = 12;
const PAGE = 200;
const MOST = 10_000;

/** The console's one picture of the desk. The server is the truth: changes only say what has to be read again. */
export class Desk {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  private readonly used = new Map<string, { id: string; title: string }[]>();
  private state: DeskState;
  private readonly listeners = new Set<() => void>();
  private readonly line: Line;
  private readonly dirty = new Set<string>();
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private flushing = false;
  private flushTimer: ReturnType<typeof setTimeout> | null = null;
  private staffTimer: ReturnType<typeof setTimeout> | null = null;
  private skew = 0;
  private lastTyping = 0;
  private saidCount = 0;

  constructor(me: Me) {
    this.drafts = new Drafts(me.id);
    this.outbox = new Outbox(me.id, (m) => (m.mode === 'note' ? act.note(m.ticket, m.id, m.text) : act.reply(m.ticket, m.id, m.text, m.files)), (outbox, arrived) => {
      this.set({ outbox, ...(arrived ? { arrived: [...this.state.arrived, arrived.message] } : {}) });
      if (arrived) this.take(arrived.ticket);
    });
    this.state = {
      me, agent: null, agents: new Map(), queues: [], policy: null, tickets: new Map(), loaded: false, line: 'connecting', signedOut: false,
      selected: null, histories: new Map(), outbox: this.outbox.all, arrived: [], onlookers: new Map(), said: null,
    };
    this.line = new Line({
      changed: (change) => this.hear(change),
      signalled: (signal) => this.hearSignal(signal),
      lost: () => this.loadTickets(),
      up: (gap) => this.lineUp(gap),
      down: () => this.set({ line: 'offline' }),
    });
    onServerTime((server) => (this.skew = Math.abs(server - Date.now()) > 2_000 ? server - Date.now() : 0));
    onSignedOut(() => this.set({ signedOut: true }));
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = () => this.state;

  /** The server's time, by this device's clock. */
  readonly now = () => Date.now() + this.skew;

  async start(): Promise<Problem | null> {
    const [queues, policy] = await Promise.all([api.queues(), api.policy(), this.loadStaff()]);
    if (!queues.ok) return queues.problem;
    if (!policy.ok) return policy.problem;
    this.set({ queues: queues.value.queues, policy: policy.value });
    this.line.start([...queues.value.queues.map((q) => `queue/${q.id}`), `agent/${this.state.me.id}`, ...(this.seesAll ? ['lead'] : [])]);
    setTimeout(() => this.state.loaded || void this.loadTickets(), LINE_PATIENCE);
    this.timers.push(setInterval(() => this.keepContact(), CONTACT_EVERY), setInterval(() => void this.loadStaff(), STAFF_EVERY), setInterval(() => this.look(), VIEWING_EVERY));
    void this.keepContact();
    return null;
  }

  stop() {
    this.timers.forEach(clearInterval);
    this.line.stop();
  }

  tryNow() {
    this.line.tryNow();
  }

  get seesAll() {
    return this.state.me.roles.some((role) => role === 'lead' || role === 'admin' || role === 'auditor');
  }

  get isLead() {
    return this.state.me.roles.includes('lead');
  }

  // What is looked at

  async select(id: string | null) {
    const before = this.state.selected;
    if (before === id) return;
    if (before) {
      this.line.signal('left', before);
      void this.line.remove(`ticket/${before}`);
    }
    this.set({ selected: id });
    if (!id) return;
    await this.line.add(`ticket/${id}`);
    this.look();
    await Promise.all([this.readTicket(id), this.readHistory(id)]);
  }

  /** By id or number, as an address names it; null where there is none that may be seen. */
  async find(name: string): Promise<Ticket | null> {
    const known = [...this.state.tickets.values()].find((t) => t.id === name || t.number === name);
    if (known) return known;
    const answer = await api.ticket(name);
    if (answer.ok) this.take(answer.value);
    return answer.ok ? answer.value : null;
  }

  typing(ticket: string) {
    if (Date.now() - this.lastTyping < TYPING_EVERY) return;
    this.lastTyping = Date.now();
    this.line.signal('typing', ticket);
  }

  /** An article was put into a reply: asked about when the ticket is resolved. */
  usedArticle(ticket: string, article: { id: string; title: string }) {
    this.used.set(ticket, [article, ...this.usedArticles(ticket).filter((one) => one.id !== article.id)]);
  }

  usedArticles(ticket: string): { id: string; title: string }[] {
    return this.used.get(ticket) ?? [];
  }

  // What is done

  async say(ticket: string, mode: Mode, text: string, files: FileRef[]) {
    this.drafts.write(ticket, mode, '');
    await this.outbox.put({ id: newId(), ticket, mode, text, files, at: this.now() });
  }

  /** Gives a command and tells what came of it. True where it was done. */
  async do(answer: Promise<Answer<Ticket>>, done?: string): Promise<boolean> {
    const given = await answer;
    if (given.ok) {
      this.take(given.value);
      if (done) this.tell(done);
      return true;
    }
    this.tellProblem(given.problem);
    if (given.problem.status === 409 || given.problem.status === 412) void this.loadTickets();
    return false;
  }

  /** Takes a ticket. Who is offline keeps none, so whoever takes one is at least busy from now on. */
  async accept(ticket: Ticket): Promise<boolean> {
    await this.beThere();
    return this.do(act.accept(ticket.id), texts.done.accepted(ticket.number));
  }

  async takeOver(ticket: Ticket): Promise<boolean> {
    await this.beThere();
    return this.do(act.takeOver(ticket.id, ticket.agent ?? ''), texts.done.accepted(ticket.number));
  }

  private async beThere() {
    if (this.state.agent?.presence === 'offline') await this.setPresence('busy');
  }

  async setPresence(presence: Presence) {
    const answer = await staff.setPresence(presence);
    if (answer.ok) this.takeAgent(answer.value);
    else this.tellProblem(answer.problem);
  }

  /** On the way out: whether it worked is of no use to anybody any more. */
  async setPresenceQuietly(presence: Presence) {
    if (this.state.agent && !this.state.signedOut) await staff.setPresence(presence);
  }

  tell(words: string) {
    this.set({ said: { id: ++this.saidCount, words, tone: 'info' } });
  }

  tellProblem(problem: Problem) {
    this.set({ said: { id: ++this.saidCount, words: problem.status === 0 ? texts.problem.offline : problem.words, tone: 'problem' } });
  }

  hush() {
    this.set({ said: null });
  }

  signedInAgain(me: Me) {
    this.set({ me, signedOut: false });
    this.line.tryNow();
    void this.outbox.retryAll();
    void this.loadTickets();
  }

  takeAgent(agent: Agent) {
    this.set({ agents: new Map(this.state.agents).set(agent.id, agent), ...(agent.id === this.state.me.id ? { agent } : {}) });
  }

  // What is heard and read

  async loadTickets(): Promise<void> {
    const read: Ticket[] = [];
    let cursor: string | null = null;
    do {
      const answer: Awaited<ReturnType<typeof api.tickets>> = await api.tickets({ open: 'true', limit: String(PAGE), ...(cursor ? { cursor } : {}) });
      if (!answer.ok) return;
      read.push(...answer.value.tickets);
      cursor = answer.value.next;
      // The first page is there at once; the rest fills in behind it.
      if (!this.state.loaded) this.set({ tickets: withAll(this.state.tickets, read, this.state.selected) });
    } while (cursor && read.length < MOST);
    this.set({ tickets: withAll(this.state.tickets, read, this.state.selected), loaded: true });
  }

  async loadStaff(): Promise<void> {
    const answer = await staff.list();
    if (!answer.ok) return;
    const agents = new Map(answer.value.agents.map((agent) => [agent.id, agent]));
    this.set({ agents, agent: agents.get(this.state.me.id) ?? null });
  }

  async loadQueues(): Promise<void> {
    const answer = await api.queues();
    if (answer.ok) this.set({ queues: answer.value.queues });
  }

  private lineUp(gap: boolean) {
    const first = !this.state.loaded;
    this.set({ line: 'online' });
    if (first || gap) void this.loadTickets();
    void this.loadStaff();
    void this.outbox.retryAll();
    if (this.state.agent) void staff.touch();
    const { selected } = this.state;
    if (selected && !first) void this.readHistory(selected);
    this.look();
  }

  private hear(change: Change) {
    if (change.agent) this.soonReadStaff();
    if (!change.ticket) return;
    if (change.kind === 'ticket.customer-wrote') this.set({ onlookers: withoutTyping(this.state.onlookers, change.ticket, null) });
    this.dirty.add(change.ticket);
    this.flushTimer ??= setTimeout(() => void this.flush(), FLUSH_AFTER);
  }

  private hearSignal(signal: Signal) {
    if (signal.agent === this.state.me.id) return;
    if (signal.agent && !this.state.agents.has(signal.agent)) this.soonReadStaff();
    this.set({ onlookers: withSignal(this.state.onlookers, signal, Date.now()) });
  }

  private async flush() {
    this.flushTimer = null;
    if (this.flushing || this.dirty.size === 0) return;
    this.flushing = true;
    const ids = [...this.dirty];
    this.dirty.clear();
    const { selected } = this.state;
    const history = selected && ids.includes(selected) ? this.readHistory(selected) : null;
    await Promise.all([history, ids.length > MANY ? this.loadTickets() : Promise.all(ids.map((id) => this.readTicket(id)))]);
    this.flushing = false;
    if (this.dirty.size > 0) this.flushTimer ??= setTimeout(() => void this.flush(), FLUSH_AFTER);
  }

  private async readTicket(id: string) {
    const answer = await api.ticket(id);
    if (answer.ok) {
      this.set({ tickets: withTicket(this.state.tickets, answer.value) });
      if (answer.value.agent && !this.state.agents.has(answer.value.agent)) this.soonReadStaff();
    } else if (answer.problem.status === 404) {
      const tickets = new Map(this.state.tickets);
      tickets.delete(id);
      this.set({ tickets });
    }
  }

  async readHistory(id: string) {
    const answer = await api.history(id);
    if (!answer.ok) return;
    const known = this.state.histories.get(id);
    if (known && known.length > answer.value.events.length) return;
    // What is not looked at is read again when it is.
    const here = new Set(answer.value.events.map((event) => event.data.message));
    this.set({ histories: new Map([[id, answer.value.events.map(withIds)]]), arrived: this.state.arrived.filter((one) => !here.has(one.id)) });
  }

  /** A ticket that an answer brought; it is read again for what answers leave out. */
  takeTicket(ticket: Ticket) {
    this.take(ticket);
  }

  private take(ticket: Ticket) {
    this.set({ tickets: withTicket(this.state.tickets, ticket) });
    this.dirty.add(ticket.id);
    this.flushTimer ??= setTimeout(() => void this.flush(), 0);
  }

  private soonReadStaff() {
    this.staffTimer ??= setTimeout(() => {
      this.staffTimer = null;
      void this.loadStaff();
    }, 300);
  }

  private async keepContact() {
    if (this.state.agent && !this.state.signedOut) await staff.touch();
  }

  private look() {
    const { selected } = this.state;
    if (selected && document.visibilityState === 'visible') this.line.signal('viewing', selected);
  }

  private set(change: Partial<DeskState>) {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }
}
