import type { HistoryEvent, Policy, Ticket } from '../api/types';
import { moment } from '../desk/times';
import { personOf } from '../desk/people';
import { texts } from '../texts';

const words = texts.events;

/** What happened in one line; null for what needs no line in a talk. */
export function eventWords(event: HistoryEvent, ticket: Ticket, agentName: (id: string) => string, policy: Policy | null): string | null {
  const { data, type } = event;
  const person = () => personOf(ticket.person, texts.channelPeople).name;
  const by = data.by?.agent ? agentName(data.by.agent) : data.by?.person || data.by?.kind === 'person' ? person() : texts.talk.desk;
  const queue = () => policy?.queues.find((one) => one.id === data.queue)?.title ?? data.queue ?? '';
  const code = () => policy?.resolutions.find((one) => one.id === data.code)?.title ?? data.code ?? '';
  const vendor = () => policy?.vendors.find((one) => one.id === data.vendor)?.name ?? data.vendor ?? '';
  const agent = () => (data.agent ? agentName(data.agent) : '');
  switch (type) {
    case 'ticket.opened':
      return words.opened(ticket.number, texts.channels[ticket.channel] ?? ticket.channel);
    case 'ticket.queued':
      return words.queued(queue());
    case 'ticket.accepted':
      return data.how === 'take-over' ? words.tookOver(agent(), typeof data.from === 'string' ? agentName(data.from) : '') : words.accepted(agent());
    case 'ticket.offer-declined':
      return words.declined(agent(), data.reason ?? '');
    case 'ticket.paused':
      return words.paused(by, words.pauseReasons[data.reason ?? ''] ?? data.reason ?? '', String(data.why ?? ''), data.until ? moment(data.until, Date.now()) : null);
    case 'ticket.resumed':
      return words.resumed(by);
    case 'ticket.escalated':
      return words.escalated(by, words.escalations[data.kind ?? ''] ?? data.kind ?? '', queue(), data.reason ?? '');
    case 'ticket.transferred':
      return words.transferred(by, queue(), data.reason ?? '');
    case 'ticket.reprioritised':
      return words.reprioritised(by, String(data.from ?? ''), String(data.to ?? ''), data.reason ?? '');
    case 'ticket.resolved':
      return words.resolved(by, code(), data.note ?? '');
    case 'ticket.confirmed':
      return words.confirmed(person());
    case 'ticket.reopened':
      return words.reopened(by, data.reason ?? '');
    case 'ticket.closed':
      return data.automatic ? words.closedByItself : words.closed(by);
    case 'ticket.cancelled':
      return words.cancelled(by, String(data.why ?? ''));
    case 'ticket.surveyed':
      return words.surveyed(person(), data.rating ?? 0, data.comment ?? '');
    case 'ticket.sla-breached':
      return words.breached(words.clocks[data.clock ?? ''] ?? data.clock ?? '');
    case 'ticket.sla-warned':
      return (data.percent ?? 0) >= 90 ? words.warned(words.clocks[data.clock ?? ''] ?? data.clock ?? '', data.percent!) : null;
    case 'ticket.vendor-case-opened':
      return words.vendorOpened(vendor(), data.reference ?? '');
    case 'ticket.vendor-case-updated':
      return words.vendorSaid(vendor(), data.update ?? '');
    case 'ticket.vendor-case-closed':
      return words.vendorClosed(vendor(), data.outcome ?? '');
    case 'ticket.linked':
      return words.linked(by);
    case 'ticket.unlinked':
      return words.unlinked(by);
    case 'ticket.merged':
      return words.merged(by);
    case 'ticket.major-incident-declared':
    case 'ticket.major-incident-updated':
      return words.incident(data.statement ?? '');
    case 'ticket.agent-went-silent':
      return words.silent(agent());
    case 'ticket.returned-to-queue':
      return data.reason === 'silent' ? words.returnedSilent : words.returned(agent());
    default:
      return null;
  }
}
