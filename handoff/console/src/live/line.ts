import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';

export interface Change {
  position: number;
  kind: string;
  ticket: string | null;
  agent: string | null;
  version: number | null;
}

export interface Signal {
  kind: 'typing' | 'viewing' | 'left';
  ticket: string;
  /** Null where it is the person who asked for help. */
  agent: string | null;
}

export interface LineEvents {
  changed(change: Change): void;
  signalled(signal: Signal): void;
  lost(topic: string): void;
  /** Connected and subscribed; with a gap everything has to be read again. */
  up(gap: boolean): void;
  down(): void;
}

const WAITS = [500, 1_000, 2_000, 4_000, 8_000];

/** The live connection: comes back by itself, and goes on after the last change it was told. */
export class Line {
  private hub: HubConnection | null = null;
  private cursor: number | null = null;
  private topics = new Set<string>();
  private tries = 0;
  private stopped = false;
  private wake: (() => void) | null = null;

  constructor(private readonly events: LineEvents) {}

  start(topics: Iterable<string>) {
    this.topics = new Set(topics);
    void this.run();
  }

  stop() {
    this.stopped = true;
    this.wake?.();
    void this.hub?.stop();
  }

  /** The device says that it has a network again, or the page is looked at. */
  tryNow() {
    this.tries = 0;
    this.wake?.();
  }

  async add(topic: string) {
    if (this.topics.has(topic)) return;
    this.topics.add(topic);
    await this.invoke('Subscribe', [topic], null);
  }

  async remove(topic: string) {
    if (this.topics.delete(topic)) await this.invoke('Unsubscribe', [topic]);
  }

  signal(kind: Signal['kind'], ticket: string) {
    void this.invoke('Signal', kind, ticket);
  }

  private async invoke(method: string, ...args: unknown[]) {
    try {
      if (this.hub?.state === 'Connected') await this.hub.invoke(method, ...args);
    } catch {
      // Signals are worth nothing later, and subscriptions are made again when the line is back.
    }
  }

  private async run() {
    while (!this.stopped) {
      const hub = this.build();
      const closed = new Promise<void>((resolve) => hub.onclose(() => resolve()));
      try {
        await hub.start();
        this.hub = hub;
        const { position, isGap } = await hub.invoke<{ position: number; isGap: boolean }>('Subscribe', [...this.topics], this.cursor);
        const first = this.cursor === null;
        this.cursor = Math.max(this.cursor ?? 0, position);
        this.tries = 0;
        this.events.up(isGap && !first);
        await closed;
      } catch {
        await hub.stop().catch(() => undefined);
      }
      this.hub = null;
      if (this.stopped) return;
      this.events.down();
      await this.pause();
    }
  }

  private build(): HubConnection {
    const hub = new HubConnectionBuilder().withUrl('/v1/live').configureLogging(LogLevel.None).build();
    hub.serverTimeoutInMilliseconds = 35_000;
    hub.on('changed', (change: Change) => {
      this.cursor = Math.max(this.cursor ?? 0, change.position);
      this.events.changed(change);
    });
    hub.on('signal', (signal: Signal) => this.events.signalled(signal));
    hub.on('lost', (topic: string) => this.events.lost(topic));
    return hub;
  }

  /** Spread a little, so that a restarted server is not asked by everybody at once. */
  private pause(): Promise<void> {
    const wait = WAITS[Math.min(this.tries++, WAITS.length - 1)]! * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
