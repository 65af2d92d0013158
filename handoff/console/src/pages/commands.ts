import { useMemo } from 'react';
import { act } from '../api/desk';
import type { Ticket } from '../api/types';
import { isOpen } from '../desk/countdown';
import { chatsOf, offersOf, queueRows, noFilter } from '../desk/rows';
import { useDesk, useDeskState } from '../desk/use';
import type { Command } from '../keys/commands';
import type { Asked } from '../parts/Dialogs';
import { texts } from '../texts';
import { go } from './route';

const words = texts.commands;

/** Everything that can be done, by name and by key; the sheet, the palette and the key handler all read this list. */
export function useCommands(ask: (asked: Asked) => void, signOut: () => Promise<void>): Command[] {
  const desk = useDesk();
  const tickets = useDeskState((s) => s.tickets);
  const selected = useDeskState((s) => s.selected);
  const agent = useDeskState((s) => s.agent);
  const me = useDeskState((s) => s.me);
  return useMemo(() => {
    const ticket = selected ? (tickets.get(selected) ?? null) : null;
    const offer = offersOf(tickets.values(), me.id, desk.now())[0] ?? null;
    const focus = (id: string) => document.getElementById(id)?.focus();
    const on = (kind: Exclude<Asked['kind'], 'keys' | 'palette' | 'open' | 'enrol' | 'password' | 'second-factor'>) => () => ticket && ask({ kind, ticket });
    const noTicket = ticket ? null : words.off.noTicket;
    const notMine = ticket ? (ticket.agent === me.id ? null : words.off.notMine) : words.off.noTicket;
    const closed = notMine ?? (isOpen(ticket!) ? null : words.off.closed);
    const noAgent = agent ? null : words.off.noAgent;
    const accept = (one: Ticket | null) => one && void desk.accept(one).then((done) => done && go({ view: 'desk', ticket: one.number }));
    const walk = (step: number) => {
      const order = [...chatsOf(tickets.values(), me.id), ...queueRows(tickets.values(), noFilter)];
      if (order.length === 0) return;
      const at = order.findIndex((one) => one.id === selected);
      const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + step))]!;
      go({ view: 'desk', ticket: next.number });
    };
    const g = words.groups;
    const all: Command[] = [
      { id: 'accept', title: words.accept, group: g.offer, keys: 'a', run: () => accept(offer), off: offer ? null : words.off.noOffer },
      { id: 'decline', title: words.decline, group: g.offer, keys: 'd', run: () => offer && ask({ kind: 'decline', ticket: offer }), off: offer ? null : words.off.noOffer },
      { id: 'next', title: words.next, group: g.move, keys: 'j', run: () => walk(1) },
      { id: 'previous', title: words.previous, group: g.move, keys: 'k', run: () => walk(-1) },
      { id: 'search', title: words.search, group: g.move, keys: '/', run: () => (go({ view: 'desk', ticket: null }), setTimeout(() => focus('queue-search'), 30)) },
      { id: 'go-queue', title: words.goQueue, group: g.move, keys: 'g q', run: () => (go({ view: 'desk', ticket: null }), setTimeout(() => focus('queue-head'), 30)) },
      { id: 'go-chats', title: words.goChats, group: g.move, keys: 'g c', run: () => (go({ view: 'desk', ticket: null }), setTimeout(() => focus('chats-head'), 30)) },
      ...(desk.seesAll ? [{ id: 'go-wall', title: words.goWall, group: g.move, keys: 'g w', run: () => go({ view: 'wall' }) }] : []),
      ...(me.roles.includes('admin') ? [{ id: 'go-accounts', title: words.goAccounts, group: g.move, keys: 'g a', run: () => go({ view: 'accounts' }) }] : []),
      { id: 'reply', title: words.reply, group: g.chat, keys: 'r', run: () => window.dispatchEvent(new CustomEvent('console:write', { detail: 'reply' })), off: notMine },
      { id: 'note', title: words.note, group: g.chat, keys: 'n', run: () => window.dispatchEvent(new CustomEvent('console:write', { detail: 'note' })), off: noTicket ?? noAgent },
      { id: 'take', title: words.take, group: g.chat, keys: 'y', run: () => accept(ticket), off: noTicket ?? noAgent ?? (ticket?.status === 'queued' ? null : words.off.notWaiting) },
      { id: 'take-over', title: words.takeOver, group: g.chat, keys: 'v', run: on('take-over'), off: noTicket ?? noAgent ?? (ticket?.agent && ticket.agent !== me.id ? null : words.off.nobodys) },
      { id: 'transfer', title: words.transfer, group: g.chat, keys: 't', run: on('transfer'), off: desk.isLead && ticket && isOpen(ticket) ? null : closed },
      { id: 'escalate', title: words.escalate, group: g.chat, keys: 'e', run: on('escalate'), off: closed },
      { id: 'pause', title: ticket?.status === 'paused' ? words.resume : words.pause, group: g.chat, keys: 'p', run: () => ticket && (ticket.status === 'paused' ? void desk.do(act.resume(ticket.id), texts.done.resumed(ticket.number)) : ask({ kind: 'pause', ticket })), off: closed },
      { id: 'resolve', title: words.resolve, group: g.chat, keys: 's', run: on('resolve'), off: closed },
      { id: 'link', title: words.link, group: g.chat, keys: 'l', run: on('link'), off: noTicket ?? noAgent },
      { id: 'priority', title: words.priority, group: g.chat, keys: 'u', run: on('priority'), off: closed },
      { id: 'why', title: words.why, group: g.chat, keys: 'w', run: on('why'), off: noTicket },
      { id: 'articles', title: words.articles, group: g.chat, keys: 'b', run: () => window.dispatchEvent(new CustomEvent('console:side', { detail: 'kb' })), off: noTicket },
      { id: 'details', title: words.details, group: g.chat, keys: 'i', run: () => window.dispatchEvent(new CustomEvent('console:side', { detail: 'details' })), off: noTicket },
      { id: 'open', title: words.open, group: g.desk, keys: 'o', run: () => ask({ kind: 'open' }), off: noAgent },
      ...(agent
        ? (['available', 'busy', 'away', 'wrap-up', 'offline'] as const).map((presence) => ({
            id: `presence-${presence}`, title: words.presence(texts.presence[presence]), group: g.desk, keys: presence === 'available' ? 'g o' : '',
            run: () => void desk.setPresence(presence), off: agent.presence === presence ? words.off.already : null,
          }))
        : []),
      { id: 'keys', title: words.keys, group: g.desk, keys: '?', run: () => ask({ kind: 'keys' }) },
      { id: 'palette', title: words.palette, group: g.desk, keys: 'mod+k', always: true, run: () => ask({ kind: 'palette' }) },
      { id: 'sign-out', title: words.signOut, group: g.desk, keys: '', run: () => void signOut() },
    ];
    return all;
  }, [ask, signOut, desk, tickets, selected, agent, me]);
}
