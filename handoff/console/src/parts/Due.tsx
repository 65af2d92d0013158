import type { Ticket } from '../api/types';
import { countdownOf, type Tone } from '../desk/countdown';
import { exact, moment, span, spanInWords } from '../desk/times';
import { useNow } from '../desk/use';
import { texts } from '../texts';
import { Icon } from './icons';

const FAR = 20 * 60 * 60_000;

/** A ticket's countdown: neutral, amber, red; each with its own icon and words, so that the colour is never needed. */
export function DueBadge({ ticket }: { ticket: Ticket }) {
  const now = useNow();
  const countdown = countdownOf(ticket, now);
  if (!countdown) return null;
  const { tone, what, due, left } = countdown;
  const words = texts.due;
  const shown = tone === 'over' ? words.late(span(left)) : left > FAR ? moment(due, now) : span(left);
  const label = tone === 'over' ? words.overFor[what](spanInWords(left, words.spans)) : words.leftFor[what](spanInWords(left, words.spans));
  return (
    <span className={`due due-${tone}`} title={`${label}\n${words[what]} ${exact(due)}`}>
      <ToneIcon tone={tone} />
      <span aria-hidden="true">{shown}</span>
      <span className="only-heard">{`${words.tone[tone]} ${label}`}</span>
    </span>
  );
}

export function ToneIcon({ tone }: { tone: Tone }) {
  return <Icon name={tone === 'over' || tone === 'late' ? 'alert' : tone === 'still' ? 'pause' : 'clock'} size={14} />;
}

/** How long somebody has waited, counting up. */
export function Waiting({ since }: { since: number }) {
  const now = useNow();
  return (
    <span className="waiting" title={texts.due.waitingSince(exact(since))}>
      {span(Math.max(0, now - since))}
    </span>
  );
}

export function Priority({ ticket }: { ticket: Ticket }) {
  const priority = ticket.priority;
  if (!priority) return <span className="prio">–</span>;
  return (
    <span className={`prio prio-${priority}`} title={texts.priorityTitle(priority)}>
      {priority}
    </span>
  );
}

export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {moment(at, Date.now())}
    </time>
  );
}
