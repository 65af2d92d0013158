import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Ticket } from '../api/types';
import { personOf } from '../desk/people';
import { SIGNAL_LASTS, TYPING_LASTS } from '../desk/state';
import { useDesk, useDeskState, useNow } from '../desk/use';
import type { Command } from '../keys/commands';
import { transcriptOf } from '../talk/transcript';
import { texts } from '../texts';
import { Avatar } from './Avatar';
import { Composer } from './Composer';
import type { Asked } from './Dialogs';
import { DueBadge, Priority } from './Due';
import { Icon, type IconName } from './icons';
import { PendingItem, TalkEntry } from './TalkEntry';

const words = texts.talk;
const NEAR = 80;

interface Props {
  ticket: Ticket;
  ask: (asked: Asked) => void;
  commands: Command[];
  back: () => void;
  side: boolean;
  toggleSide: () => void;
}

export function Conversation({ ticket, ask, commands, back, side, toggleSide }: Props) {
  const events = useDeskState((s) => s.histories.get(ticket.id));
  const outbox = useDeskState((s) => s.outbox);
  const sent = useDeskState((s) => s.arrived);
  const items = useMemo(() => transcriptOf(events ?? []), [events]);
  const arrived = useMemo(() => new Set(items.map((item) => item.key)), [items]);
  const pending = [...sent, ...outbox].filter((one) => one.ticket === ticket.id && !arrived.has(one.id));
  const { box, news, toEnd, scrolled } = useEnd(items.length + pending.length);
  return (
    <div className="talk">
      <Head ticket={ticket} ask={ask} commands={commands} back={back} side={side} toggleSide={toggleSide} />
      <div className="talk-scroll" ref={box} onScroll={scrolled} role="log" aria-label={words.transcript} tabIndex={0}>
        <div className="talk-items">
          {!events && (
            <div className="bones" aria-hidden="true">
              <span className="bone bone-said" />
              <span className="bone bone-said" />
              <span className="bone bone-said" />
            </div>
          )}
          {items.map((item) => (
            <TalkEntry key={item.key} item={item} ticket={ticket} />
          ))}
          {pending.map((message) => (
            <PendingItem key={message.id} message={message} />
          ))}
          <Onlookers ticket={ticket} />
        </div>
      </div>
      {news && (
        <Button size="small" className="talk-news" onClick={toEnd}>
          {words.news}
        </Button>
      )}
      <Composer ticket={ticket} ask={ask} />
    </div>
  );
}

/** The end stays in sight while somebody reads there; who reads further up is left alone and told that there is more. */
function useEnd(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [news, setNews] = useState(false);
  const toEnd = () => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
    setNews(false);
  };
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setNews(true);
  }, [count]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(element);
    observer.observe(element.firstElementChild!);
    return () => observer.disconnect();
  }, []);
  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    if (atEnd.current) setNews(false);
  };
  return { box, news, toEnd, scrolled };
}

const icons: Record<string, IconName> = { transfer: 'transfer', escalate: 'up', pause: 'pause', resolve: 'check', link: 'link', priority: 'alert', 'take-over': 'people', take: 'plus', why: 'clock' };

function Head({ ticket, ask, commands, back, side, toggleSide }: Props) {
  const desk = useDesk();
  const agents = useDeskState((s) => s.agents);
  const me = useDeskState((s) => s.me.id);
  const of = (id: string) => commands.find((one) => one.id === id)!;
  const holder = ticket.agent ? (ticket.agent === me ? words.you : (agents.get(ticket.agent)?.name ?? words.somebody)) : null;
  const button = (id: string, primary = false) => {
    const command = of(id);
    return (
      <Tooltip content={command.off ?? `${command.title} (${command.keys.toUpperCase()})`} relationship="description">
        <Button appearance={primary ? 'primary' : 'secondary'} size="small" icon={<Icon name={ticket.status === 'paused' && id === 'pause' ? 'play' : icons[id]!} size={16} />} disabledFocusable={Boolean(command.off)} onClick={() => !command.off && command.run()}>
          <span className="action-word">{words.actions[id === 'pause' && ticket.status === 'paused' ? 'resume' : (id as keyof typeof words.actions)]}</span>
        </Button>
      </Tooltip>
    );
  };
  return (
    <header className="talk-head">
      <Tooltip content={words.back} relationship="label">
        <Button className="only-narrow" appearance="subtle" icon={<Icon name="back" />} onClick={back} />
      </Tooltip>
      <div className="talk-title">
        <h1>{ticket.subject}</h1>
        <p>
          <Priority ticket={ticket} />
          <button type="button" className="link" onClick={() => void navigator.clipboard?.writeText(ticket.number).then(() => desk.tell(texts.done.copied(ticket.number)))} title={words.copy}>
            {ticket.number}
          </button>
          <span>{texts.tier(ticket.tier)}</span>
          <span className="status" data-status={ticket.status}>
            {texts.status[ticket.status]}
            {holder ? ` · ${holder}` : ''}
          </span>
          <button type="button" className="why" onClick={() => ask({ kind: 'why', ticket })} aria-label={words.why}>
            <DueBadge ticket={ticket} />
            <span className="why-word">{words.whyShort}</span>
          </button>
        </p>
      </div>
      <div className="talk-actions" role="toolbar" aria-label={words.actionsLabel}>
        <span className="wide-actions">
          {button('transfer')}
          {button('escalate')}
          {button('pause')}
        </span>
        {button('resolve', true)}
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Tooltip content={words.more} relationship="label">
              <Button appearance="subtle" size="small" className="more-button">
                ⋯
              </Button>
            </Tooltip>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {['transfer', 'escalate', 'pause', 'take', 'take-over', 'link', 'priority', 'why'].map((id) => {
                const command = of(id);
                return (
                  <MenuItem key={id} icon={<Icon name={icons[id]!} size={16} />} disabled={Boolean(command.off)} secondaryContent={command.keys.toUpperCase()} onClick={command.run}>
                    {command.title}
                  </MenuItem>
                );
              })}
            </MenuList>
          </MenuPopover>
        </Menu>
        <Tooltip content={side ? words.hideSide : words.showSide} relationship="label">
          <Button className="side-button" appearance="subtle" size="small" icon={<Icon name="info" />} aria-expanded={side} onClick={toggleSide} />
        </Tooltip>
      </div>
    </header>
  );
}

/** Who else is here now, and who types. */
function Onlookers({ ticket }: { ticket: Ticket }) {
  const all = useDeskState((s) => s.onlookers.get(ticket.id));
  const agents = useDeskState((s) => s.agents);
  useNow();
  const now = Date.now();
  const here = (all ?? []).filter((one) => now - one.at < SIGNAL_LASTS);
  const typing = here.filter((one) => one.typing && now - one.at < TYPING_LASTS);
  const colleagues = here.filter((one) => one.agent !== null);
  const name = (agent: string | null) => (agent === null ? personOf(ticket.person, texts.channelPeople).name : (agents.get(agent)?.name ?? words.somebody));
  return (
    <div className="onlookers" role="status">
      {colleagues.length > 0 && (
        <span className="onlookers-here" title={words.alsoHere(colleagues.map((one) => name(one.agent)).join(', '))}>
          {colleagues.map((one) => (
            <Avatar key={one.agent} name={name(one.agent)} size={20} />
          ))}
          <span className="quiet">{words.alsoHere(colleagues.map((one) => name(one.agent)).join(', '))}</span>
        </span>
      )}
      {typing.length > 0 && (
        <span className="typing">
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words.types(typing.map((one) => name(one.agent)).join(', '))}
        </span>
      )}
    </div>
  );
}
