import type { Ticket } from '../api/types';

let number = 1000;

/** A ticket that waits, but for what a test says of it. */
export function ticket(change: Partial<Ticket> = {}): Ticket {
  number++;
  return {
    id: `00000000-0000-0000-0000-00000000${number}`, number: `INC-${number}`, version: 5, kind: 'incident', channel: 'web-chat', person: 'alex.kim@contoso.com', customer: 'sample', plan: 'standard',
    status: 'queued', subject: 'Outlook crashes on start', language: 'en', category: 'email', impact: 'person', urgency: 'medium', priority: 'P3', tier: 1, queue: 'service-desk', skills: [],
    atHead: false, agent: null, lastAgent: null, offer: null, pause: null, openedAt: '2026-03-02T10:00:00Z', changedAt: '2026-03-02T10:00:00Z', acceptedAt: null, firstReplyAt: null,
    awaitingReplySince: '2026-03-02T10:00:00Z',
    due: { queue: '2026-03-02T12:00:00Z', response: '2026-03-02T12:00:00Z', responseDone: false, resolution: '2026-03-03T10:00:00Z', resolutionDone: false },
    responseBreached: false, resolutionBreached: false, links: [], vendorCases: [], majorIncident: null, resolution: null, conversation: null, articles: [],
    ...change,
  };
}
