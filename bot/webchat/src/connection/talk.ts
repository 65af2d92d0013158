import { Status, watchSockets, type Activity, type DirectLine } from './directLine';
import { Outbox, type Unsent } from './outbox';
import { after, connecting, untilNextOpening, untilNextProbe, type Connection, type Happened } from './state';
import { Replay, type Observer, type Stream, type Subscription } from './subject';
import type { Asked, Grant } from './token';

/** The world that a talk needs; tests put their own in. */
export interface World {
  askForToken(startNew: boolean): Promise<Asked>;
  serverIsUp(): Promise<boolean>;
  createDirectLine(grant: Grant): DirectLine;
  wait(milliseconds: number): Promise<void>;
  random(): number;
  storage?: Storage;
}

/** What the page draws. `line` changes only with the conversation: Web Chat never learns that a connection was lost and made again. */
export interface Seen {
  readonly connection: Connection;
  readonly line: DirectLine | undefined;
  readonly userId: string;
  readonly answering: string | undefined;
  readonly waiting: number;
  readonly failed: number;
}

const TOO_MANY_REQUESTS = 429;
const AFTER_TOO_MANY_MS = 2_000;

/**
 * One browser's talk with the desk. Holds one connection object for Web Chat and puts a new Direct Line under it whenever the old one dies, so that
 * the transcript, the scroll position and what is being typed stay. Messages wait in the outbox until the server has acknowledged them.
 */
export class Talk {
  #seen: Seen = { connection: connecting, line: undefined, userId: '', answering: undefined, waiting: 0, failed: 0 };
  readonly #world: World;
  readonly #listeners = new Set<() => void>();
  readonly #outbox: Outbox;
  #activities = new Replay<Activity>();
  #status = new Replay<number>(1);
  #known = new Set<string>();
  #conversationId: string | undefined;
  #direct: DirectLine | undefined;
  #subscriptions: Subscription[] = [];
  #sending: Unsent | undefined;
  #startNew = false;
  #opening = false;
  #failures = 0;
  #wake: (() => void) | undefined;

  constructor(world: World) {
    this.#world = world;
    this.#outbox = new Outbox(world.storage);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly seen = (): Seen => this.#seen;

  /** Everything said so far, oldest first. */
  get activities(): readonly Activity[] {
    return this.#activities.said;
  }

  start(): void {
    void this.#open();
  }

  /** A person presses "Try again". */
  retry(): void {
    this.#happened({ type: 'retried' });
    this.#wake?.();
  }

  /** Looks at once instead of after the current wait: the browser says that the network is back, or the page is shown again. */
  lookNow(): void {
    this.#wake?.();
  }

  startNew(): void {
    this.#startNew = true;
    this.#close();
    this.#happened({ type: 'restarted' });
    void this.#open();
  }

  /** The connection is gone, or not to be trusted. */
  lost(): void {
    if (this.#opening) return;
    this.#failures++;
    this.#close();
    this.#happened({ type: 'lost' });
    void this.#open();
  }

  async #open(): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    // The first loss is answered at once. One that follows without a socket having opened in between is no accident any more.
    if (this.#failures > 1) await this.#pause(untilNextOpening(this.#failures, this.#world.random()));
    for (;;) {
      const asked = await this.#world.askForToken(this.#startNew);
      if ('grant' in asked) {
        this.#opening = false;
        this.#startNew = false;
        this.#connect(asked.grant);
        return;
      }
      if ('refusal' in asked) {
        this.#happened({ type: 'refused', refusal: asked.refusal });
        await this.#pause(asked.refusal.kind === 'busy' ? asked.refusal.seconds * 1000 : undefined);
        this.#happened({ type: 'retried' });
      } else await this.#untilUp();
    }
  }

  async #untilUp(): Promise<void> {
    for (let tries = 0; ; tries++) {
      this.#happened({ type: 'unanswered' });
      await this.#pause(untilNextProbe(tries, this.#world.random()));
      if (await this.#world.serverIsUp()) return;
    }
  }

  #pause(milliseconds: number | undefined): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    return milliseconds === undefined ? woken : Promise.race([woken, this.#world.wait(milliseconds)]);
  }

  #connect(grant: Grant): void {
    if (grant.conversationId !== this.#conversationId) this.#turnPage(grant);
    const direct = this.#world.createDirectLine(grant);
    const ifCurrent = (act: () => void) => (this.#direct === direct ? act() : undefined);
    this.#direct = direct;
    watchSockets(
      direct,
      () => (this.#failures = 0),
      () => ifCurrent(() => this.lost()),
    );
    this.#subscriptions = [
      direct.connectionStatus$.subscribe({ next: (status) => ifCurrent(() => this.#statusIs(status)) }),
      direct.activity$.subscribe({ next: (activity) => ifCurrent(() => this.#received(activity)), error: () => ifCurrent(() => this.lost()) }),
    ];
  }

  /** A first or another conversation: a fresh transcript. What was not sent yet goes into it. */
  #turnPage(grant: Grant): void {
    this.#conversationId = grant.conversationId;
    this.#activities = new Replay<Activity>();
    this.#status = new Replay<number>(1);
    this.#known = new Set();
    this.#show({ line: this.#lineForWebChat(grant.userId), userId: grant.userId, answering: undefined });
  }

  #lineForWebChat(userId: string): DirectLine {
    return {
      token: claimOf(userId),
      activity$: this.#activities,
      connectionStatus$: this.#status,
      postActivity: (activity) => this.#post(activity),
      getSessionId: () => once(''),
      end: () => undefined,
    };
  }

  #statusIs(status: number): void {
    if (status === Status.Online) {
      this.#happened({ type: 'opened' });
      this.#status.next(Status.Online);
      this.#sendNext();
    } else if (status > Status.Online) this.lost();
    else if (this.#status.said.length === 0) this.#status.next(Status.Connecting);
  }

  #received(activity: Activity): void {
    if (activity.id && this.#known.has(activity.id)) return;
    if (activity.id) this.#known.add(activity.id);
    this.#activities.next(activity);
    const echoed = this.#outbox.echoed(activity);
    if (echoed && activity.id) this.#acknowledged(echoed, activity.id);
    if (activity.type === 'message' && activity.from?.role === 'bot' && activity.from.name !== this.#seen.answering) this.#show({ answering: activity.from.name });
  }

  #post(activity: Activity): Stream<string> {
    if (activity.type === 'typing') return this.#direct && this.#seen.connection.phase === 'online' ? this.#direct.postActivity(activity) : once('');
    return {
      subscribe: (waiting) => {
        const unsent: Unsent = { activity, waiting };
        this.#outbox.add(unsent);
        this.#show({ waiting: this.#outbox.count });
        this.#sendNext();
        // Web Chat gives up after five minutes and offers to send again under a new id: the old one must not follow.
        return { unsubscribe: () => this.#dropped(unsent) };
      },
    };
  }

  #sendNext(): void {
    const unsent = this.#outbox.first;
    const direct = this.#direct;
    if (!unsent || !direct || this.#sending || this.#seen.connection.phase !== 'online') return;
    this.#sending = unsent;
    direct.postActivity(addressed(unsent.activity, this.#seen.userId)).subscribe({
      next: (id) => (this.#direct !== direct ? undefined : id === 'retry' ? this.lost() : this.#acknowledged(unsent, id)),
      error: (reason) => (this.#direct !== direct ? undefined : void this.#notAccepted(unsent, reason)),
    });
  }

  #acknowledged(unsent: Unsent, id: string): void {
    this.#remove(unsent);
    unsent.waiting?.next?.(id);
    unsent.waiting?.complete?.();
    this.#sendNext();
  }

  async #notAccepted(unsent: Unsent, reason: unknown): Promise<void> {
    if (statusOf(reason) === TOO_MANY_REQUESTS) {
      await this.#world.wait(AFTER_TOO_MANY_MS);
      this.#sending = undefined;
    } else {
      this.#remove(unsent);
      this.#show({ failed: this.#seen.failed + 1 });
      unsent.waiting?.error?.(reason);
    }
    this.#sendNext();
  }

  #dropped(unsent: Unsent): void {
    if (!this.#outbox.has(unsent) || this.#sending === unsent) return;
    this.#remove(unsent);
  }

  #remove(unsent: Unsent): void {
    this.#outbox.remove(unsent);
    if (this.#sending === unsent) this.#sending = undefined;
    this.#show({ waiting: this.#outbox.count });
  }

  #close(): void {
    const direct = this.#direct;
    this.#direct = undefined;
    this.#sending = undefined;
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#subscriptions = [];
    direct?.end();
  }

  #happened(happened: Happened): void {
    this.#show({ connection: after(this.#seen.connection, happened) });
  }

  #show(change: Partial<Seen>): void {
    this.#seen = { ...this.#seen, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A message kept over a reload is sent as who this browser is now. */
function addressed(activity: Activity, userId: string): Activity {
  return activity.from?.id === userId ? activity : { ...activity, from: { ...activity.from, id: userId } };
}

function statusOf(reason: unknown): number | undefined {
  return typeof reason === 'object' && reason !== null && 'status' in reason && typeof reason.status === 'number' ? reason.status : undefined;
}

/** Web Chat takes a user id that starts with "dl_" only out of a token, of which it reads the one claim. This one opens nothing. */
function claimOf(userId: string): string {
  return `.${btoa(JSON.stringify({ user: userId }))}.`;
}

function once(value: string): Stream<string> {
  return {
    subscribe(observer: Observer<string>): Subscription {
      observer.next?.(value);
      observer.complete?.();
      return { unsubscribe: () => undefined };
    },
  };
}
