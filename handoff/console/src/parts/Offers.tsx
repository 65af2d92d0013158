import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Ticket } from '../api/types';
import { personOf } from '../desk/people';
import { offersOf } from '../desk/rows';
import { useDesk, useDeskState, useNow } from '../desk/use';
import { go } from '../pages/route';
import { texts } from '../texts';
import { useChoice } from '../theme/choices';
import type { Asked } from './Dialogs';
import { Priority } from './Due';
import { chime } from './sound';
import { sounds } from './Rail';

const words = texts.offer;
const RADIUS = 17;
const AROUND = 2 * Math.PI * RADIUS;

const heard = new Set<string>();

/** Chats that the desk offers to this agent now; they slide in above the lists, or over whatever else is open, and end with their ring. */
export function Offers({ ask, floating }: { ask: (asked: Asked) => void; floating: boolean }) {
  const tickets = useDeskState((s) => s.tickets);
  const me = useDeskState((s) => s.me.id);
  const now = useNow();
  const offers = offersOf(tickets.values(), me, now);
  const [sound] = useChoice('helpdesk.sound', sounds, 'on');
  useEffect(() => {
    const fresh = offers.filter((one) => !heard.has(`${one.id}${one.offer?.at}`));
    fresh.forEach((one) => heard.add(`${one.id}${one.offer?.at}`));
    if (fresh.length > 0 && sound === 'on') chime();
  });
  return (
    <section className="offers" data-floating={floating} aria-label={words.label} aria-live="assertive">
      {offers.map((one) => (
        <Offer key={one.id} ticket={one} now={now} ask={ask} />
      ))}
    </section>
  );
}

function Offer({ ticket, now, ask }: { ticket: Ticket; now: number; ask: (asked: Asked) => void }) {
  const desk = useDesk();
  const policy = useDeskState((s) => s.policy);
  const { at, expires } = ticket.offer!;
  const whole = Date.parse(expires) - Date.parse(at);
  const left = Math.max(0, Date.parse(expires) - now);
  const person = personOf(ticket.person, texts.channelPeople);
  const category = policy?.categories.find((one) => one.id === ticket.category)?.title;
  const accept = async () => {
    if (await desk.accept(ticket)) go({ view: 'desk', ticket: ticket.number });
  };
  return (
    <article className="offer">
      <svg className="ring" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">
        <circle cx="20" cy="20" r={RADIUS} className="ring-track" />
        <circle cx="20" cy="20" r={RADIUS} className="ring-left" strokeDasharray={AROUND} strokeDashoffset={AROUND * (1 - left / whole)} transform="rotate(-90 20 20)" />
        <text x="20" y="24" textAnchor="middle">
          {Math.ceil(left / 1000)}
        </text>
      </svg>
      <div className="offer-words">
        <p className="offer-who">
          <strong>{person.name}</strong>
          <Priority ticket={ticket} />
          <span className="quiet">{texts.tier(ticket.tier)}</span>
        </p>
        <p className="offer-what">{ticket.subject}</p>
        <p className="quiet">
          {texts.channels[ticket.channel] ?? ticket.channel}
          {category ? ` · ${category}` : ''}
        </p>
      </div>
      <div className="offer-do">
        <Button appearance="primary" onClick={() => void accept()}>
          {words.accept} <kbd>A</kbd>
        </Button>
        <Button onClick={() => ask({ kind: 'decline', ticket })}>
          {words.decline} <kbd>D</kbd>
        </Button>
      </div>
    </article>
  );
}
