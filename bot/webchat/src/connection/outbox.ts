import type { Activity } from './directLine';
import type { Observer } from './subject';

/** One message that the server has not acknowledged. `waiting` is Web Chat, which shows it as being sent; nobody waits for one kept over a reload. */
export interface Unsent {
  readonly activity: Activity;
  readonly waiting?: Observer<string>;
}

const KEY = 'helpdesk.unsent';

/** Messages in the order they were written. Those without files survive a reload; the server drops the second of two with one clientActivityID. */
export class Outbox {
  #unsent: Unsent[] = [];
  readonly #storage: Storage | undefined;

  constructor(storage?: Storage) {
    this.#storage = storage;
    this.#unsent = this.#read().map((activity) => ({ activity }));
  }

  get count(): number {
    return this.#unsent.length;
  }

  get first(): Unsent | undefined {
    return this.#unsent[0];
  }

  add(unsent: Unsent): void {
    this.#unsent.push(unsent);
    this.#write();
  }

  has(unsent: Unsent): boolean {
    return this.#unsent.includes(unsent);
  }

  remove(unsent: Unsent): void {
    this.#unsent = this.#unsent.filter((one) => one !== unsent);
    this.#write();
  }

  /** The message that an activity from the server is the echo of. */
  echoed(activity: Activity): Unsent | undefined {
    const id = activity.channelData?.clientActivityID;
    return id ? this.#unsent.find((one) => one.activity.channelData?.clientActivityID === id) : undefined;
  }

  #read(): Activity[] {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  #write(): void {
    const kept = this.#unsent.map((one) => one.activity).filter((activity) => !activity.attachments?.length);
    try {
      if (kept.length > 0) this.#storage?.setItem(KEY, JSON.stringify(kept));
      else this.#storage?.removeItem(KEY);
    } catch {
      // A full or forbidden storage costs the messages their second life after a reload, not their first.
    }
  }
}
