import { Button, Input, Select } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import type { Agent, Ticket } from '../api/types';
import { waitingSince } from '../desk/countdown';
import { personOf } from '../desk/people';
import { chatsOf, isFiltered, noFilter, queueRows, type Filter } from '../desk/rows';
import { useDesk, useDeskState } from '../desk/use';
import { go, pathOf } from '../pages/route';
import { texts } from '../texts';
import { DueBadge, Priority, Waiting } from './Due';
import { Icon } from './icons';
import { VirtualList } from './VirtualList';

const words = texts.lists;
const ROW = 62;

/** @param alone Nothing else is on the screen: the lists are then what the page is about. */
export function Lists({ selected, alone, children }: { selected: string | null; alone: boolean; children: ReactNode }) {
  const loaded = useDeskState((s) => s.loaded);
  const tickets = useDeskState((s) => s.tickets);
  const me = useDeskState((s) => s.me.id);
  const agent = useDeskState((s) => s.agent);
  const [filter, setFilter] = useState<Filter>(noFilter);
  const chats = useMemo(() => chatsOf(tickets.values(), me), [tickets, me]);
  const queue = useMemo(() => queueRows(tickets.values(), filter), [tickets, filter]);
  return (
    <div className="pane-list" role={alone ? 'main' : 'complementary'} aria-label={words.label}>
      {alone && <h1 className="only-heard">{words.label}</h1>}
      {children}
      {agent && <Own chats={chats} selected={selected} agent={agent} />}
      <section className="queue" aria-labelledby="queue-head">
        <QueueHead rows={queue} filter={filter} setFilter={setFilter} />
        {loaded || queue.length > 0 ? (
          <VirtualList
            rows={queue}
            rowHeight={ROW}
            keyOf={(one) => one.id}
            active={queue.findIndex((one) => one.id === selected)}
            label={words.queue}
            render={(one) => <Row ticket={one} at={one.id === selected} waiting />}
            empty={<p className="list-empty">{isFiltered(filter) ? words.nothingFits : words.queueEmpty}</p>}
          />
        ) : (
          <div className="bones" aria-hidden="true">
            {Array.from({ length: 6 }, (_, index) => (
              <span key={index} className="bone bone-row" />
            ))}
          </div>
        )}
      </section>
    </div>
  );
}

function Own({ chats, selected, agent }: { chats: Ticket[]; selected: string | null; agent: Agent }) {
  const desk = useDesk();
  const capacity = agent.chats;
  const absent = agent.presence === 'offline' || agent.presence === 'away';
  return (
    <section className="own" aria-labelledby="chats-head">
      <h2 id="chats-head" tabIndex={-1}>
        {words.mine} <span className="count">{capacity === null ? chats.length : words.of(chats.length, capacity)}</span>
      </h2>
      {absent && (
        <p className="list-empty absent">
          <span>{words.absent(texts.presence[agent.presence])}</span>
          <Button size="small" onClick={() => void desk.setPresence('available')}>
            {texts.nothing.goAvailable}
          </Button>
        </p>
      )}
      {chats.length === 0 ? (
        !absent && <p className="list-empty">{words.mineEmpty}</p>
      ) : (
        <ul>
          {chats.map((one) => (
            <li key={one.id}>
              <Row ticket={one} at={one.id === selected} waiting={false} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function QueueHead({ rows, filter, setFilter }: { rows: Ticket[]; filter: Filter; setFilter: (filter: Filter) => void }) {
  const policy = useDeskState((s) => s.policy);
  const [open, setOpen] = useState(false);
  const oldest = rows.reduce((least, one) => Math.min(least, waitingSince(one)), Number.MAX_SAFE_INTEGER);
  const set = (change: Partial<Filter>) => setFilter({ ...filter, ...change });
  const narrowed = isFiltered({ ...filter, text: '' });
  return (
    <div className="queue-head">
      <h2 id="queue-head" tabIndex={-1}>
        {words.queue} <span className="count">{rows.length}</span>
        {rows.length > 0 && (
          <span className="oldest">
            {words.oldest} <Waiting since={oldest} />
          </span>
        )}
      </h2>
      <div className="queue-find">
        <Input
          id="queue-search"
          type="search"
          size="small"
          value={filter.text}
          placeholder={words.search}
          aria-label={words.search}
          contentBefore={<Icon name="search" size={16} />}
          onChange={(_, data) => set({ text: data.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') (set({ text: '' }), event.currentTarget.blur());
            if (event.key === 'Enter' && rows[0]) go({ view: 'desk', ticket: rows[0].number });
          }}
        />
        <Button size="small" appearance={narrowed ? 'primary' : 'secondary'} aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.filter}
        </Button>
      </div>
      {open && policy && (
        <div className="queue-filters">
          <Choice label={words.filters.queue} value={filter.queue} options={policy.queues} set={(queue) => set({ queue })} />
          <Choice label={words.filters.priority} value={filter.priority} options={policy.priorities.map((p) => ({ id: p.id, title: `${p.id} ${p.title}` }))} set={(priority) => set({ priority })} />
          <Choice label={words.filters.tier} value={filter.tier} options={['1', '2', '3'].map((id) => ({ id, title: texts.tierLong(Number(id)) }))} set={(tier) => set({ tier })} />
          <Choice label={words.filters.category} value={filter.category} options={policy.categories} set={(category) => set({ category })} />
          {narrowed && (
            <Button size="small" appearance="transparent" onClick={() => setFilter({ ...noFilter, text: filter.text })}>
              {words.clear}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Choice({ label, value, options, set }: { label: string; value: string; options: { id: string; title: string }[]; set: (value: string) => void }) {
  return (
    <Select size="small" aria-label={label} value={value} onChange={(_, data) => set(data.value)}>
      <option value="">{words.any(label)}</option>
      {options.map((one) => (
        <option key={one.id} value={one.id}>
          {one.title}
        </option>
      ))}
    </Select>
  );
}

export function Row({ ticket, at, waiting }: { ticket: Ticket; at: boolean; waiting: boolean }) {
  const desk = useDesk();
  const policy = useDeskState((s) => s.policy);
  const typing = useDeskState((s) => s.onlookers.get(ticket.id)?.some((one) => one.agent === null && one.typing && Date.now() - one.at < 6000) ?? false);
  const person = personOf(ticket.person, texts.channelPeople);
  const category = policy?.categories.find((one) => one.id === ticket.category)?.title;
  const unanswered = !waiting && ticket.status === 'assigned' && ticket.awaitingReplySince !== null;
  const route = { view: 'desk', ticket: ticket.number } as const;
  return (
    <a
      href={pathOf(route)}
      className={`row${unanswered ? ' row-unanswered' : ''}`}
      aria-current={at ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(route);
      }}
    >
      <Priority ticket={ticket} />
      <span className="row-top">
        <span className="row-who">{person.name}</span>
        {ticket.status === 'paused' && <span className="tag">{words.paused}</span>}
        {ticket.status === 'offered' && <span className="tag">{words.offered}</span>}
        {desk.drafts.has(ticket.id) && !at && <span className="tag tag-draft">{words.draft}</span>}
      </span>
      <DueBadge ticket={ticket} />
      <span className="row-what">{typing ? words.types : ticket.subject}</span>
      <span className="row-small">
        {texts.tier(ticket.tier)}
        {category ? ` · ${category}` : ''}
      </span>
      <span className="row-small row-wait">
        {unanswered && <span className="unread" title={words.unanswered} />}
        {waiting || unanswered ? <Waiting since={waitingSince(ticket)} /> : null}
      </span>
    </a>
  );
}
