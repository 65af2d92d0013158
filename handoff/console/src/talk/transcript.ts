import type { FileRef, HistoryEvent } from '../api/types';

export type Said = {
  kind: 'person' | 'reply' | 'note';
  key: string;
  version: number;
  at: string;
  /** The agent's id; null for the person and for notes of programs. */
  agent: string | null;
  person: string | null;
  text: string;
  files: FileRef[];
  /** Other words were put in its place, or it was taken back. */
  changed: 'edited' | 'taken-back' | null;
};

export type BotLine = { fromBot: boolean; time: string; text: string };

export type TalkItem =
  | Said
  | { kind: 'bot'; key: string; version: number; at: string; lines: BotLine[] }
  | { kind: 'event'; key: string; version: number; at: string; event: HistoryEvent };

/** Events that are said elsewhere on the page, or that nobody needs to read in a talk. */
const SILENT = new Set(['ticket.triaged', 'ticket.offered', 'ticket.offer-expired', 'ticket.policy-reapplied', 'ticket.follower-added', 'ticket.follower-removed', 'ticket.duplicate-absorbed', 'ticket.message-amended']);
const HANDED_OVER = 'before-';
const OPENING = 'opening-';

/** A ticket's history as a talk: what was said before with the bot, then what people said, and in between what happened. */
export function transcriptOf(history: readonly HistoryEvent[]): TalkItem[] {
  const items: TalkItem[] = [];
  const before = history.find((event) => event.type === 'ticket.noted' && event.data.message?.startsWith(HANDED_OVER));
  for (const event of history) {
    if (event === before) items.push(...handedOver(event, history));
    else items.push(...[itemOf(event)].filter((item) => item !== null));
  }
  for (const event of history) if (event.type === 'ticket.message-amended') amend(items, event);
  return items;
}

/**
 * The talk with the bot is folded, but the person's last words in it are what the ticket is about: they stand below it, once, whether they were handed over
 * as a message or only as a line of that talk.
 */
function handedOver(event: HistoryEvent, history: readonly HistoryEvent[]): TalkItem[] {
  const lines = botTalk(event.data.text ?? '');
  const opening = history.find((one) => one.type === 'ticket.customer-wrote' && one.data.message?.startsWith(OPENING));
  const words = lines.findLastIndex((line) => !line.fromBot && (!opening || line.text.trim() === (opening.data.text ?? '').trim()));
  const folded = lines.filter((_, index) => index !== words);
  const items: TalkItem[] = folded.length > 0 ? [{ kind: 'bot', key: String(event.version), version: event.version, at: event.at, lines: folded }] : [];
  if (!opening && words >= 0)
    items.push({ kind: 'person', key: `last-${event.version}`, version: event.version, at: event.at, agent: null, person: null, text: lines[words]!.text, files: [], changed: null });
  return items;
}

function itemOf(event: HistoryEvent): TalkItem | null {
  const { data } = event;
  const said = { key: data.message ?? String(event.version), version: event.version, at: event.at, text: data.text ?? '', files: data.attachments ?? [], changed: null };
  switch (event.type) {
    case 'ticket.replied':
      return { ...said, kind: 'reply', agent: data.agent ?? null, person: null };
    case 'ticket.customer-wrote':
      return { ...said, kind: 'person', agent: null, person: data.person ?? null };
    case 'ticket.noted':
      return { ...said, kind: 'note', agent: data.by?.agent ?? null, person: null };
    default:
      return SILENT.has(event.type) ? null : { kind: 'event', key: String(event.version), version: event.version, at: event.at, event };
  }
}

function amend(items: TalkItem[], event: HistoryEvent) {
  const at = items.findIndex((item) => item.key === event.data.message);
  const item = items[at];
  if (item && item.kind !== 'bot' && item.kind !== 'event')
    items[at] = event.data.text == null ? { ...item, text: '', files: [], changed: 'taken-back' } : { ...item, text: event.data.text, changed: 'edited' };
}

/** Lines like `07:20 person: outlook crashes`; a line without such a beginning goes on with the one before. */
export function botTalk(note: string): BotLine[] {
  const lines: BotLine[] = [];
  for (const line of note.split('\n')) {
    const began = /^…?(?:(\d\d:\d\d) )?(person|bot): (.*)$/.exec(line);
    const last = lines[lines.length - 1];
    if (began) lines.push({ fromBot: began[2] === 'bot', time: began[1] ?? '', text: began[3]! });
    else if (last) last.text += `\n${line}`;
    else if (line.trim()) lines.push({ fromBot: true, time: '', text: line });
  }
  for (const line of lines) line.text = line.text.trimEnd();
  return lines;
}

export type Piece = { text: string; href: string | null };

/** Words and links of a text; only web addresses become links. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g)) {
    if (match.index > last) found.push({ text: text.slice(last, match.index), href: null });
    found.push({ text: match[0], href: match[0] });
    last = match.index + match[0].length;
  }
  if (last < text.length) found.push({ text: text.slice(last), href: null });
  return found;
}

/** Stored events write ids without dashes, the API writes them with: here all have them. */
export function withIds(event: HistoryEvent): HistoryEvent {
  const { data } = event;
  const changed = { ...data };
  if (data.agent) changed.agent = dashed(data.agent);
  if (typeof data.from === 'string') changed.from = dashed(data.from);
  if (data.by?.agent) changed.by = { ...data.by, agent: dashed(data.by.agent) };
  return { ...event, data: changed };
}

function dashed(id: string): string {
  return /^[0-9a-f]{32}$/i.test(id) ? id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : id;
}
