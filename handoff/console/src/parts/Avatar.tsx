import type { Presence } from '../api/types';
import { initialsOf } from '../desk/people';
import { texts } from '../texts';

/** Initials in a colour that stays the same for a name; the dot says the presence by shape as well as colour. */
export function Avatar({ name, size = 32, presence }: { name: string; size?: number; presence?: Presence | null }) {
  return (
    <span className="avatar" data-size={size} data-hue={hueOf(name)} aria-hidden="true">
      {initialsOf(name)}
      {presence && <PresenceDot presence={presence} />}
    </span>
  );
}

export function PresenceDot({ presence }: { presence: Presence }) {
  return <span className={`dot dot-${presence}`} title={texts.presence[presence]} />;
}

const HUES = 6;
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 1009;
  return sum % HUES;
}
