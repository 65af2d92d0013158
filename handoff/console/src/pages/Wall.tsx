import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useMemo } from 'react';
import { act } from '../api/desk';
import type { Agent, Ticket } from '../api/types';
import { isOpen, waitingSince } from '../desk/countdown';
import { personOf } from '../desk/people';
import { atRisk, byDue, chatsOf, waits } from '../desk/rows';
import { span } from '../desk/times';
import { useDesk, useDeskState, useNow } from '../desk/use';
import { Avatar } from '../parts/Avatar';
import type { Asked } from '../parts/Dialogs';
import { DueBadge, Priority } from '../parts/Due';
import { texts } from '../texts';
import { go, pathOf } from './route';

const words = texts.wall;
const SOON = 15 * 60_000;
const HORIZON = 60 * 60_000;
const MOST = 30;
const NEXT = 8;

/** The desk from three metres: what waits, what is late, who is there; and below it what can still be saved, with one press. */
export function Wall({ ask }: { ask: (asked: Asked) => void }) {
  const tickets = useDeskState((s) => s.tickets);
  const agents = useDeskState((s) => s.agents);
  const name = useDeskState((s) => s.policy?.name ?? texts.product);
  const loaded = useDeskState((s) => s.loaded);
  const now = useNow();
  const all = useMemo(() => [...tickets.values()], [tickets]);
  const waiting = all.filter(waits);
  const risk = atRisk(all, now, HORIZON);
  const next = all.filter((one) => isOpen(one) && one.due?.queue && !risk.includes(one)).sort(byDue).slice(0, NEXT);
  const oldest = waiting.reduce((least, one) => Math.min(least, waitingSince(one)), now);
  const dueSoon = all.filter((one) => isOpen(one) && one.due?.queue && Date.parse(one.due.queue) >= now && Date.parse(one.due.queue) - now < SOON).length;
  const late = all.filter((one) => isOpen(one) && one.due?.queue && Date.parse(one.due.queue) < now).length;
  const there = [...agents.values()].filter((one) => one.presence === 'available' && !one.disconnected).length;
  return (
    <main className="pane-whole wall" id="main" tabIndex={0}>
      <header className="wall-head">
        <h1>{words.title(name)}</h1>
        <time className="wall-clock">{new Date(now).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}</time>
      </header>
      {!loaded && <span className="bone bone-wall" aria-busy="true" />}
      <section className="numbers" aria-label={words.numbers} hidden={!loaded}>
        <Figure label={words.waiting} value={String(waiting.length)} why={words.waitingWhy} />
        <Figure label={words.oldest} value={waiting.length > 0 ? span(now - oldest) : '–'} why={words.oldestWhy} />
        <Figure label={words.dueSoon} value={String(dueSoon)} why={words.dueSoonWhy} tone={dueSoon > 0 ? 'soon' : 'calm'} />
        <Figure label={words.late} value={String(late)} why={words.lateWhy} tone={late > 0 ? 'over' : 'calm'} />
        <Figure label={words.available} value={words.of(there, agents.size)} why={words.availableWhy} tone={there === 0 && waiting.length > 0 ? 'over' : 'calm'} />
      </section>
      <div className="wall-parts" hidden={!loaded}>
        <section aria-labelledby="risk-head">
          <h2 id="risk-head">
            {words.risk} <span className="count">{risk.length}</span>
          </h2>
          {risk.length === 0 ? (
            <p className="wall-calm">{words.noRisk}</p>
          ) : (
            <ul className="risk">
              {risk.slice(0, MOST).map((one) => (
                <RiskRow key={one.id} ticket={one} ask={ask} />
              ))}
            </ul>
          )}
          {next.length > 0 && <h3>{words.next}</h3>}
          {next.length > 0 && (
            <ul className="risk">
              {next.map((one) => (
                <RiskRow key={one.id} ticket={one} ask={ask} />
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="board-head">
          <h2 id="board-head">
            {words.board} <span className="count">{agents.size}</span>
          </h2>
          <ul className="board">
            {[...agents.values()].sort(byState).map((one) => (
              <BoardCard key={one.id} agent={one} chats={chatsOf(all, one.id)} now={now} />
            ))}
          </ul>
          <Queues />
        </section>
      </div>
    </main>
  );
}

function Figure({ label, value, why, tone = 'calm' }: { label: string; value: string; why: string; tone?: string }) {
  return (
    <div className={`figure figure-${tone}`} title={why}>
      <span className="figure-value">{value}</span>
      <span className="figure-label">{label}</span>
    </div>
  );
}

function RiskRow({ ticket, ask }: { ticket: Ticket; ask: (asked: Asked) => void }) {
  const desk = useDesk();
  const agents = useDeskState((s) => s.agents);
  const holder = ticket.agent ? agents.get(ticket.agent) : null;
  const free = [...agents.values()].filter((one) => one.presence === 'available' && !one.disconnected && one.id !== ticket.agent && one.tiers.includes(ticket.tier));
  const route = { view: 'desk', ticket: ticket.number } as const;
  return (
    <li className="risk-row">
      <Priority ticket={ticket} />
      <a
        href={pathOf(route)}
        onClick={(event) => {
          event.preventDefault();
          go(route);
        }}
      >
        <span className="risk-what">{ticket.subject}</span>
        <span className="quiet">
          {ticket.number} · {personOf(ticket.person, texts.channelPeople).name} · {holder ? holder.name : words.nobody}
        </span>
      </a>
      <DueBadge ticket={ticket} />
      {desk.isLead && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small">{words.give}</Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {free.map((one) => (
                <MenuItem key={one.id} icon={<Avatar name={one.name} size={20} />} onClick={() => void desk.do(act.transfer(ticket.id, { agent: one.id }, words.reason), texts.done.given(ticket.number, one.name))}>
                  {one.name}
                </MenuItem>
              ))}
              {free.length === 0 && <MenuItem disabled>{words.nobodyFree}</MenuItem>}
              <MenuItem onClick={() => ask({ kind: 'transfer', ticket })}>{words.elsewhere}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </li>
  );
}

const order = ['available', 'wrap-up', 'busy', 'away', 'offline'];
const byState = (a: Agent, b: Agent) => order.indexOf(a.presence) - order.indexOf(b.presence) || a.name.localeCompare(b.name);

function BoardCard({ agent, chats, now }: { agent: Agent; chats: Ticket[]; now: number }) {
  const active = chats.filter((one) => one.status === 'assigned').length;
  const capacity = agent.chats ?? Math.max(3, chats.length);
  return (
    <li className="board-card" data-presence={agent.presence}>
      <Avatar name={agent.name} size={32} presence={agent.presence} />
      <div>
        <p className="board-name">{agent.name}</p>
        <p className="quiet">
          {agent.disconnected ? words.disconnected : texts.presence[agent.presence]} · {span(Math.max(0, now - Date.parse(agent.presenceSince)))}
        </p>
      </div>
      <div className="load" role="img" aria-label={words.load(active, chats.length - active)} title={words.load(active, chats.length - active)}>
        {Array.from({ length: Math.max(capacity, chats.length) }, (_, index) => (
          <i key={index} data-full={index < active ? 'active' : index < chats.length ? 'paused' : undefined} />
        ))}
      </div>
    </li>
  );
}

function Queues() {
  const queues = useDeskState((s) => s.queues);
  const tickets = useDeskState((s) => s.tickets);
  const agents = useDeskState((s) => s.agents);
  const counts = useMemo(() => {
    const waiting = new Map<string, number>();
    for (const one of tickets.values()) if (waits(one) && one.queue) waiting.set(one.queue, (waiting.get(one.queue) ?? 0) + 1);
    return waiting;
  }, [tickets]);
  return (
    <table className="queues">
      <thead>
        <tr>
          <th scope="col">{words.queue}</th>
          <th scope="col">{words.waiting}</th>
          <th scope="col">{words.can}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.title} <span className="quiet">{texts.tier(one.tier)}</span>
            </th>
            <td>{counts.get(one.id) ?? 0}</td>
            <td>{[...agents.values()].filter((agent) => agent.presence === 'available' && !agent.disconnected && agent.tiers.includes(one.tier)).length}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
