export interface Command {
  id: string;
  title: string;
  group: string;
  /** `a`, `g q` (one after the other), `mod+k` (Ctrl or Cmd); empty where there is none. */
  keys: string;
  run: () => void;
  /** Why it cannot be done now; it is then shown and does nothing. */
  off?: string | null;
  /** Works while somebody types as well. */
  always?: boolean;
}

export interface Pressed {
  key: string;
  mod: boolean;
  alt: boolean;
  typing: boolean;
}

/** How long a first key waits for its second. */
export const SEQUENCE = 1_200;

export type Found = { command: Command | null; prefix: string };

/** Which command a key means, after the key before it where that began a sequence. */
export function commandFor(commands: readonly Command[], pressed: Pressed, prefix: string): Found {
  const none: Found = { command: null, prefix: '' };
  if (pressed.alt) return none;
  const name = pressed.mod ? `mod+${pressed.key.toLowerCase()}` : pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const usable = commands.filter((one) => one.keys !== '' && (one.always || !pressed.typing));
  const whole = prefix ? `${prefix} ${name}` : name;
  const exact = usable.find((one) => one.keys === whole) ?? (prefix ? undefined : usable.find((one) => one.keys === name));
  if (exact) return { command: exact.off ? null : exact, prefix: '' };
  return usable.some((one) => one.keys.startsWith(`${name} `)) && !pressed.mod ? { command: null, prefix: name } : none;
}

/** Commands by what is typed: every word has to begin a word of the title; those that can be done come first. */
export function search(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = commands.filter((one) => {
    const title = `${one.title} ${one.group}`.toLowerCase().split(/[\s/]+/);
    return words.every((word) => title.some((part) => part.startsWith(word)));
  });
  return fits.sort((a, b) => Number(Boolean(a.off)) - Number(Boolean(b.off)));
}

/** `mod+k` as it is printed on keys. */
export function keyCaps(keys: string, mac: boolean): string[] {
  return keys.split(' ').flatMap((part) => part.split('+').map((cap) => (cap === 'mod' ? (mac ? '⌘' : 'Ctrl') : cap.length === 1 ? cap.toUpperCase() : cap)));
}
