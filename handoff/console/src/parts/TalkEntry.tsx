import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { fileUrl } from '../api/desk';
import type { FileRef, Ticket } from '../api/types';
import { personOf } from '../desk/people';
import { localTime } from '../desk/times';
import { useDesk, useDeskState } from '../desk/use';
import type { Waiting } from '../talk/outbox';
import { pieces, type Said, type TalkItem } from '../talk/transcript';
import { texts } from '../texts';
import { Avatar } from './Avatar';
import { When } from './Due';
import { eventWords } from './eventWords';
import { Icon } from './icons';

const words = texts.talk;

export function TalkEntry({ item, ticket }: { item: TalkItem; ticket: Ticket }) {
  if (item.kind === 'bot') return <BotTurns item={item} ticket={ticket} />;
  if (item.kind === 'event') return <Happened item={item} ticket={ticket} />;
  return <Message said={item} ticket={ticket} />;
}

function BotTurns({ item, ticket }: { item: Extract<TalkItem, { kind: 'bot' }>; ticket: Ticket }) {
  const [open, setOpen] = useState(false);
  const person = personOf(ticket.person, texts.channelPeople).name;
  return (
    <section className="bot-turns">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="bot" size={16} />
        {words.botTalk(item.lines.length)}
        <Icon name="chevron" size={14} />
      </button>
      {open && (
        <ol>
          {item.lines.map((line, index) => (
            <li key={index} data-from={line.fromBot ? 'bot' : 'person'}>
              <span className="quiet">
                {line.fromBot ? words.bot : person} {line.time && localTime(line.time, item.at)}
              </span>
              <Body text={line.text} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Happened({ item, ticket }: { item: Extract<TalkItem, { kind: 'event' }>; ticket: Ticket }) {
  const agents = useDeskState((s) => s.agents);
  const policy = useDeskState((s) => s.policy);
  const me = useDeskState((s) => s.me.id);
  const said = eventWords(item.event, ticket, (id) => (id === me ? words.you : (agents.get(id)?.name ?? words.somebody)), policy);
  if (!said) return null;
  return (
    <p className="happened">
      <span>{said}</span> <When at={item.at} />
    </p>
  );
}

function Message({ said, ticket }: { said: Said; ticket: Ticket }) {
  const agents = useDeskState((s) => s.agents);
  const me = useDeskState((s) => s.me.id);
  const who = said.kind === 'person' ? personOf(said.person ?? ticket.person, texts.channelPeople).name : said.agent === me ? words.you : said.agent ? (agents.get(said.agent)?.name ?? words.somebody) : words.desk;
  return (
    <article className={`said-one said-${said.kind}${said.agent === me ? ' said-mine' : ''}`} data-message={said.key}>
      {said.kind !== 'note' && <Avatar name={said.agent === me ? (agents.get(me)?.name ?? who) : who} size={28} />}
      <div className="bubble">
        <p className="bubble-head">
          {said.kind === 'note' && <Icon name="lock" size={14} />}
          <strong>{said.kind === 'note' ? words.noteBy(who) : who}</strong> <When at={said.at} />
        </p>
        {said.changed === 'taken-back' ? <p className="quiet">{words.takenBack}</p> : <Body text={said.text} />}
        <Files files={said.files} ticket={ticket.id} />
        {said.changed === 'edited' && <p className="quiet">{words.edited}</p>}
        {said.kind === 'reply' && said.agent === me && (
          <p className="delivery">
            <Icon name="check" size={12} /> {words.sent}
          </p>
        )}
      </div>
    </article>
  );
}

export function PendingItem({ message }: { message: Waiting }) {
  const desk = useDesk();
  const line = useDeskState((s) => s.line);
  const name = useDeskState((s) => s.me.name);
  const takeBack = () => {
    const gone = desk.outbox.discard(message.id);
    if (gone) window.dispatchEvent(new CustomEvent('console:insert', { detail: { text: gone.text, mode: gone.mode } }));
  };
  const state = message.state === 'sent' ? words.sent : message.state === 'refused' ? words.notSent(message.problem?.words ?? '') : message.state === 'sending' || line === 'online' ? words.sending : words.waits;
  return (
    <article className={`said-one said-mine said-${message.mode === 'note' ? 'note' : 'reply'} said-pending`} data-message={message.id}>
      {message.mode === 'reply' && <Avatar name={name} size={28} />}
      <div className="bubble">
        <p className="bubble-head">
          {message.mode === 'note' && <Icon name="lock" size={14} />}
          <strong>{message.mode === 'note' ? words.noteBy(words.you) : words.you}</strong>
        </p>
        <Body text={message.text} />
        <p className="delivery" data-state={message.state} role={message.state === 'refused' ? 'alert' : undefined}>
          <Icon name={message.state === 'refused' ? 'alert' : message.state === 'sent' ? 'check' : 'clock'} size={12} /> {state}
        </p>
        {message.state === 'refused' && (
          <p className="delivery-do">
            <Button size="small" onClick={() => void desk.outbox.retry(message.id)}>
              {words.again}
            </Button>
            <Button size="small" onClick={takeBack}>
              {words.takeBack}
            </Button>
          </p>
        )}
      </div>
    </article>
  );
}

/** Plain text with its line ends; web addresses become links that tell the other side nothing. */
function Body({ text }: { text: string }) {
  if (!text) return null;
  return (
    <p className="body">
      {pieces(text).map((piece, index) =>
        piece.href ? (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

function Files({ files, ticket }: { files: FileRef[]; ticket: string }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.blob}>
          <a href={fileUrl(ticket, file.blob)} download={file.name}>
            <Icon name="attach" size={14} /> {file.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
