/** Somebody who asked for help, as well as an id lets us say it. Ids are never names (`tenant/object id`, `channel/user id`), addresses sometimes are. */
export interface PersonWords {
  name: string;
  /** The id itself, or its channel, for the small print. */
  detail: string;
}

export function personOf(id: string, channelNames: Record<string, string>): PersonWords {
  const address = /(?:^|\/)([^/@]+)@([^/@]+)$/.exec(id);
  if (address) return { name: nameOfAddress(address[1]!), detail: `${address[1]}@${address[2]}` };
  const slash = id.indexOf('/');
  if (slash < 0) return isReadable(id) ? { name: id, detail: id } : { name: anonymous(channelNames['']!, id), detail: id };
  const [channel, user] = [id.slice(0, slash), id.slice(slash + 1)];
  return { name: anonymous(channelNames[channel] ?? channelNames['']!, user), detail: id };
}

/** Two people of one channel must not look the same: the end of the id tells them apart. */
function anonymous(what: string, id: string): string {
  return `${what} ${id.replace(/[^0-9a-zA-Z]/g, '').slice(-4).toUpperCase()}`;
}

function nameOfAddress(local: string): string {
  const parts = local.split(/[._-]+/).filter((part) => part.length > 0 && !/^\d+$/.test(part));
  return parts.map((part) => part[0]!.toUpperCase() + part.slice(1)).join(' ') || local;
}

const isReadable = (id: string) => id.length <= 40 && /^[\p{L} .'-]+$/u.test(id);

export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? words[words.length - 1]![0]! : '')).toUpperCase();
}
