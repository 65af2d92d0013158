export interface Observer<T> {
  next?(value: T): void;
  error?(reason: unknown): void;
  complete?(): void;
}

export interface Subscription {
  unsubscribe(): void;
}

export interface Stream<T> {
  subscribe(observer: Observer<T>): Subscription;
}

/** Remembers what it has said and says it again to whoever listens later: Web Chat may subscribe after the first activities have come. */
export class Replay<T> implements Stream<T> {
  readonly said: T[] = [];
  readonly #observers = new Set<Observer<T>>();
  readonly #keep: number;

  constructor(keep = Number.POSITIVE_INFINITY) {
    this.#keep = keep;
  }

  next(value: T): void {
    this.said.push(value);
    if (this.said.length > this.#keep) this.said.shift();
    for (const observer of [...this.#observers]) observer.next?.(value);
  }

  subscribe(observer: Observer<T>): Subscription {
    for (const value of this.said) observer.next?.(value);
    this.#observers.add(observer);
    return { unsubscribe: () => void this.#observers.delete(observer) };
  }
}
