export type Mode = 'reply' | 'note';

const PREFIX = 'helpdesk.draft.';

/** What is typed and not sent, one for each ticket and way of writing, kept in this browser: a reload, a restart or a lost line takes nothing away. */
export class Drafts {
  private readonly storage: Storage | null;
  private readonly memory = new Map<string, string>();

  constructor(
    private readonly owner: string,
    storage: Storage | null = browserStorage(),
  ) {
    this.storage = storage;
  }

  read(ticket: string, mode: Mode): string {
    const key = this.key(ticket, mode);
    try {
      return this.memory.get(key) ?? this.storage?.getItem(key) ?? '';
    } catch {
      return '';
    }
  }

  write(ticket: string, mode: Mode, text: string) {
    const key = this.key(ticket, mode);
    this.memory.set(key, text);
    try {
      if (text) this.storage?.setItem(key, text);
      else this.storage?.removeItem(key);
    } catch {
      // Storage is full or forbidden: the draft then lasts as long as the page.
    }
  }

  has(ticket: string): boolean {
    return this.read(ticket, 'reply') !== '' || this.read(ticket, 'note') !== '';
  }

  /** At sign-out nothing of what people wrote stays behind on a shared machine. */
  forgetAll() {
    this.memory.clear();
    if (!this.storage) return;
    for (const key of Object.keys(this.storage)) if (key.startsWith(`${PREFIX}${this.owner}.`)) this.storage.removeItem(key);
  }

  private key(ticket: string, mode: Mode) {
    return `${PREFIX}${this.owner}.${ticket}.${mode}`;
  }
}

/** Where storage is forbidden, reading it throws. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
