import { call, newId, type Answer } from './http';
import type * as T from './types';

const enc = encodeURIComponent;
const ticketPath = (ticket: string) => `/v1/tickets/${enc(ticket)}`;

/** Every change carries a key of its own, so that pressing twice or a broken line does not do it twice. */
function post<R>(path: string, body: unknown = {}, key = newId(), version?: number): Promise<Answer<R>> {
  return call<R>(path, { method: 'POST', body, key, ...(version === undefined ? {} : { version }) });
}

export const account = {
  me: () => call<T.Me>('/account/me'),
  session: () => call<{ me: T.Me | null }>('/account/session'),
  signIn: (email: string, password: string, code: string | null) =>
    call<{ need: string | null; me: T.Me | null }>('/account/sign-in', { method: 'POST', body: { email, password, code } }),
  signOut: () => call<void>('/account/sign-out', { method: 'POST', body: {} }),
  changePassword: (password: string, newPassword: string) => call<void>('/account/password', { method: 'POST', body: { password, newPassword } }),
  startSecondFactor: (password: string) => call<{ secret: string; link: string }>('/account/second-factor', { method: 'POST', body: { password } }),
  confirmSecondFactor: (code: string) => call<{ recovery: string[] }>('/account/second-factor/confirm', { method: 'POST', body: { code } }),
  removeSecondFactor: (password: string, code: string) => call<void>('/account/second-factor/remove', { method: 'POST', body: { password, code } }),
};

export const admin = {
  users: () => call<T.Account[]>('/account/users'),
  invite: (email: string, name: string, roles: T.Role[]) =>
    call<{ account: T.Account; link: string }>('/account/users', { method: 'POST', body: { email, name, roles } }),
  change: (id: string, change: { name?: string; roles?: T.Role[]; disabled?: boolean }) =>
    call<T.Account>(`/account/users/${id}`, { method: 'PATCH', body: change }),
  newLink: (id: string) => call<{ account: T.Account; link: string }>(`/account/users/${id}/invitation`, { method: 'POST', body: {} }),
  remove: (id: string) => call<void>(`/account/users/${id}`, { method: 'DELETE' }),
  keys: () => call<T.ServiceKey[]>('/account/keys'),
  createKey: (name: string, scopes: string[], days: number | null) =>
    call<{ key: T.ServiceKey; secret: string }>('/account/keys', { method: 'POST', body: { name, scopes, days } }),
  removeKey: (id: string) => call<void>(`/account/keys/${enc(id)}`, { method: 'DELETE' }),
};

export interface Profile {
  name: string;
  email: string;
  tiers: number[];
  skills: { skill: string; level: number }[];
  languages: string[];
  chats: number | null;
  tickets: number | null;
  /** Kept as it is: a profile is replaced as a whole. */
  shifts?: unknown;
}

export const staff = {
  list: () => call<{ agents: T.Agent[] }>('/v1/agents'),
  enrol: (id: string, profile: Profile) => call<T.Agent>(`/v1/agents/${id}`, { method: 'PUT', body: profile }),
  remove: (id: string) => call<void>(`/v1/agents/${id}`, { method: 'DELETE' }),
  setPresence: (presence: T.Presence) => call<T.Agent>('/v1/agents/me/presence', { method: 'PUT', body: { presence } }),
  setPresenceOf: (id: string, presence: T.Presence) => call<T.Agent>(`/v1/agents/${id}/presence`, { method: 'PUT', body: { presence } }),
  touch: () => post<T.Agent>('/v1/agents/me/contact'),
};

export const desk = {
  policy: () => call<T.Policy>('/v1/policy'),
  queues: () => call<{ queues: T.Queue[] }>('/v1/queues'),
  tickets: (filter: Record<string, string>) => call<{ tickets: T.Ticket[]; next: string | null }>(`/v1/tickets?${new URLSearchParams(filter)}`),
  ticket: (id: string) => call<T.Ticket>(ticketPath(id)),
  history: (id: string) => call<{ events: T.HistoryEvent[] }>(`${ticketPath(id)}/history`),
  open: (order: Record<string, unknown>, key: string) => post<T.Ticket>('/v1/tickets', order, key),
  articles: (q: string, signal?: AbortSignal) => call<{ articles: T.FoundArticle[] }>(`/kb/articles?${new URLSearchParams({ q })}`, signal ? { signal } : {}),
  due: (id: string) => call<T.DueExplanation>(`${ticketPath(id)}/explain/due`),
  priority: (id: string) => call<T.PriorityExplanation>(`${ticketPath(id)}/explain/priority`),
  match: (id: string) => call<T.MatchExplanation>(`${ticketPath(id)}/explain/match`),
};

/** What is done to a ticket; each answers the ticket as it is afterwards. */
export const act = {
  accept: (id: string) => post<T.Ticket>(`${ticketPath(id)}/accept`),
  decline: (id: string, reason: string) => post<T.Ticket>(`${ticketPath(id)}/decline`, { reason }),
  takeOver: (id: string, agent: string) => post<T.Ticket>(`${ticketPath(id)}/take-over`, { agent }),
  transfer: (id: string, to: { queue?: string; agent?: string }, reason: string) => post<T.Ticket>(`${ticketPath(id)}/transfer`, { ...to, reason }),
  escalate: (id: string, what: Record<string, unknown>) => post<T.Ticket>(`${ticketPath(id)}/escalate`, what),
  pause: (id: string, reason: string, why: string, until: string | null) => post<T.Ticket>(`${ticketPath(id)}/pause`, { reason, why, until }),
  resume: (id: string) => post<T.Ticket>(`${ticketPath(id)}/resume`, {}),
  resolve: (id: string, note: string, code: string, article: string | null) => post<T.Ticket>(`${ticketPath(id)}/resolve`, { note, code, article }),
  close: (id: string) => post<T.Ticket>(`${ticketPath(id)}/close`),
  reopen: (id: string, reason: string) => post<T.Ticket>(`${ticketPath(id)}/reopen`, { reason }),
  link: (id: string, kind: string, ticket: string) => post<T.Ticket>(`${ticketPath(id)}/links`, { kind, ticket }),
  prioritise: (id: string, priority: string, reason: string) => post<T.Ticket>(`${ticketPath(id)}/priority`, { priority, reason }),
  reply: (id: string, message: string, text: string, attachments: T.FileRef[]) => post<T.Ticket>(`${ticketPath(id)}/messages`, { id: message, text, attachments }, message),
  note: (id: string, message: string, text: string) => post<T.Ticket>(`${ticketPath(id)}/notes`, { id: message, text }, message),
  upload: (id: string, file: File) =>
    call<{ blob: string; name: string; contentType: string; bytes: number }>(`${ticketPath(id)}/attachments?${new URLSearchParams({ name: file.name })}`, {
      method: 'POST',
      raw: { bytes: file, type: file.type },
    }),
};

export const fileUrl = (ticket: string, blob: string) => `${ticketPath(ticket)}/attachments/${enc(blob)}`;
