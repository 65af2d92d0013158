import type { Activity } from '../connection/directLine';
import type { Texts } from '../texts';

/** A talk as plain text, one paragraph a message: "12:04 You", then what was said. Typing and other traffic is left out. */
export function talkAsText(activities: readonly Activity[], desk: string, now: Date, texts: Texts, locale?: string): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const heading = texts.download.heading(desk, time.format(now));
  const paragraphs = activities.flatMap((activity) => {
    const lines = linesOf(activity, texts);
    if (lines.length === 0) return [];
    const who = activity.from?.role === 'user' ? texts.download.you : activity.from?.name || texts.assistant;
    const when = activity.timestamp ? `${time.format(new Date(activity.timestamp))}  ` : '';
    return [`${when}${who}\n${lines.join('\n')}`];
  });
  return `${[heading, ...paragraphs].join('\n\n')}\n`;
}

function linesOf(activity: Activity, texts: Texts): string[] {
  if (activity.type !== 'message') return [];
  const lines = activity.text ? [activity.text] : [];
  if (activity.channelData?.postBack && activity.value !== undefined) lines.push(texts.download.pressed(pressedName(activity.value)));
  for (const attachment of activity.attachments ?? []) {
    if (attachment.content === undefined) lines.push(texts.download.attachment(attachment.name ?? attachment.contentType ?? ''));
    else lines.push(...textsOfCard(attachment.content));
  }
  return lines;
}

function pressedName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const named = Object.values(value).find((one) => typeof one === 'string');
  return typeof named === 'string' ? named : JSON.stringify(value);
}

/** What a card shows, top to bottom: the words of its text blocks and facts and the labels of its buttons. */
export function textsOfCard(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(textsOfCard);
  if (typeof card !== 'object' || card === null) return [];
  const element = card as Record<string, unknown>;
  if (typeof element.type === 'string' && element.type.startsWith('Action.')) return typeof element.title === 'string' ? [`[${element.title}]`] : [];
  const own = element.type === 'TextBlock' || element.type === 'TextRun' ? element.text : undefined;
  const heads = [own, element.title, element.subtitle, element.type === undefined ? element.text : undefined].filter((text) => typeof text === 'string');
  const facts = Array.isArray(element.facts) ? element.facts.map((fact: { title?: string; value?: string }) => `${fact.title ?? ''} ${fact.value ?? ''}`.trim()) : [];
  return [...heads, ...facts, ...['body', 'items', 'columns', 'inlines', 'rows', 'cells', 'actions', 'buttons'].flatMap((key) => textsOfCard(element[key]))];
}
