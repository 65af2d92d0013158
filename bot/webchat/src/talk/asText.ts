import type { Activity } from '../connection/directLine';
import type { Texts } from '../texts';

/** A talk as plain text, one paragraph a message: "12:04 You", then what was said. Typing and other traffic is left out. */
export function talkAsText(activities: readonly Activity[], desk: string, now: Date, texts: Texts, locale?: string): string {
  const labels = labelsIn(activities);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const heading = texts.download.heading(desk, time.format(now));
  const paragraphs = activities.flatMap((activity) => {
    const lines = linesOf(activity, texts, labels);
    if (lines.length === 0) return [];
    const who = activity.from?.role === 'user' ? texts.download.you : activity.from?.name || texts.assistant;
    const when = activity.timestamp ? `${time.format(new Date(activity.timestamp))}  ` : '';
    return [`${when}${who}\n${lines.join('\n')}`];
  });
  return `${[heading, ...paragraphs].join('\n\n')}\n`;
}

/** What each button was called, by the data that it sends. */
function labelsIn(activities: readonly Activity[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const collect = (element: unknown): void => {
    if (Array.isArray(element)) element.forEach(collect);
    else if (typeof element === 'object' && element !== null) {
      const { title, data } = element as { title?: unknown; data?: unknown };
      if (typeof title === 'string' && data !== undefined) labels.set(sorted(data), title);
      Object.values(element).forEach(collect);
    }
  };
  activities.forEach((activity) => activity.attachments?.forEach((attachment) => collect(attachment.content)));
  return labels;
}

/** The same for the same data, whatever the order of its keys. */
function sorted(data: unknown): string {
  return typeof data === 'object' && data !== null ? JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) : JSON.stringify(data);
}

function linesOf(activity: Activity, texts: Texts, labels: ReadonlyMap<string, string>): string[] {
  if (activity.type !== 'message') return [];
  const lines = activity.text ? [plain(activity.text)] : [];
  if (activity.channelData?.postBack && activity.value !== undefined) lines.push(texts.download.pressed(labels.get(sorted(activity.value)) ?? pressedName(activity.value)));
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

/** Markdown as a person would write it in a letter: no stars, links written out. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, '$1 ($2)').replace(/\*\*/g, '').replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1');
}

/** What a card says, top to bottom: text blocks and facts. A number and its step are one line; buttons are left out, because what was pressed is told. */
export function textsOfCard(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(textsOfCard);
  if (typeof card !== 'object' || card === null) return [];
  const element = card as Record<string, unknown>;
  if (typeof element.type === 'string' && element.type.startsWith('Action')) return [];
  if (element.type === 'ColumnSet') return [textsOfCard(element.columns).join(' ')].filter((line) => line.length > 0);
  const own = element.type === 'TextBlock' || element.type === 'TextRun' ? element.text : undefined;
  const heads = [own, element.title, element.subtitle, element.type === undefined ? element.text : undefined].filter((text) => typeof text === 'string').map(plain);
  const facts = Array.isArray(element.facts) ? element.facts.map((fact: { title?: string; value?: string }) => `${fact.title ?? ''} ${fact.value ?? ''}`.trim()) : [];
  return [...heads, ...facts, ...['body', 'items', 'columns', 'inlines', 'rows', 'cells', 'buttons'].flatMap((key) => textsOfCard(element[key]))];
}
