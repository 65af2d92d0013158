/** The shapes of /v1 and /account as the console uses them; times are ISO 8601 in UTC. */

export type Presence = 'offline' | 'available' | 'busy' | 'away' | 'wrap-up';
export type TicketStatus = 'new' | 'queued' | 'offered' | 'assigned' | 'paused' | 'resolved' | 'closed' | 'cancelled' | 'merged';
export type Role = 'agent' | 'lead' | 'author' | 'admin' | 'auditor';

export interface Me {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  secondFactor: boolean;
  /** `second-factor` where it has to be set up before anything else. */
  need: string | null;
}

export interface Agent {
  id: string;
  name: string;
  email: string;
  presence: Presence;
  presenceSince: string;
  disconnected: string | null;
  tiers: number[];
  skills: { skill: string; level: number; expires?: string | null }[];
  languages: string[];
  chats: number | null;
  tickets: number | null;
  shifts?: unknown;
}

export interface Due {
  queue: string | null;
  response: string | null;
  responseDone: boolean;
  resolution: string | null;
  resolutionDone: boolean;
}

export interface Ticket {
  id: string;
  number: string;
  version: number;
  kind: string;
  channel: string;
  person: string;
  customer: string;
  plan: string;
  status: TicketStatus;
  subject: string;
  language: string | null;
  category: string | null;
  impact: string | null;
  urgency: string | null;
  priority: Priority | null;
  tier: number;
  queue: string | null;
  skills: { skill: string; level: number }[];
  /** Its person has waited once already and is served next. */
  atHead: boolean;
  agent: string | null;
  lastAgent: string | null;
  offer: { agent: string; at: string; expires: string } | null;
  pause: { reason: string; why: string; since: string; until: string | null } | null;
  openedAt: string;
  changedAt: string;
  acceptedAt: string | null;
  firstReplyAt: string | null;
  awaitingReplySince: string | null;
  due: Due | null;
  responseBreached: boolean;
  resolutionBreached: boolean;
  links: { kind: string; ticket: string }[];
  vendorCases: { vendor: string; reference: string; contact: string; lastUpdate: string; openedAt: string; closedAt: string | null }[];
  majorIncident: { statement: string; since: string } | null;
  resolution: { note: string; code: string; article: string | null; at: string } | null;
  conversation: { id: string; lastActivity: string | null } | null;
  articles: ShownArticle[];
}

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

export interface ShownArticle {
  article: string;
  title: string;
  verdict: 'unsaid' | 'helped' | 'did-not-help';
}

export interface Queue {
  id: string;
  title: string;
  tier: number;
  pull: boolean;
  waiting: number;
  offered: number;
  held: number;
  paused: number;
  p1: number;
  overdue: number;
  oldestWaiting: string | null;
  nextDue: string | null;
  available: number;
}

export interface Named {
  id: string;
  title: string;
}

export interface Canned extends Named {
  category: string | null;
  texts: Record<string, string>;
}

export interface Policy {
  version: string;
  name: string;
  zone: string;
  languages: string[];
  customers: { id: string; name: string; plan: string; zone: string }[];
  queues: Named[];
  categories: Named[];
  skills: Named[];
  priorities: { id: Priority; title: string; meaning: string; responseMinutes: number; resolutionMinutes: number }[];
  plans: Named[];
  vendors: { id: string; name: string; contact: string; hours: string; products: string[] }[];
  resolutions: Named[];
  canned: Canned[];
}

/** One event of a ticket's history; what is in `data` depends on `type`. */
export interface HistoryEvent {
  version: number;
  type: string;
  at: string;
  data: EventData;
}

export interface Actor {
  kind: string;
  agent?: string;
  person?: string;
}

export interface FileRef {
  blob: string;
  name: string;
  contentType: string;
}

export interface EventData {
  agent?: string;
  from?: unknown;
  to?: unknown;
  how?: string;
  by?: Actor;
  person?: string;
  message?: string;
  text?: string | null;
  attachments?: FileRef[];
  reason?: string;
  why?: unknown;
  queue?: string | null;
  tier?: unknown;
  priority?: string;
  category?: string;
  kind?: string;
  note?: string;
  code?: string;
  article?: string | null;
  until?: string | null;
  clock?: string;
  percent?: number;
  rating?: number;
  comment?: string | null;
  vendor?: string;
  reference?: string;
  update?: string;
  outcome?: string;
  statement?: string;
  automatic?: boolean;
  articles?: ShownArticle[];
}

export interface Clock {
  kind: 'response' | 'resolution' | 'next-response' | 'vendor' | 'ola';
  subject: string | null;
  state: 'running' | 'out-of-hours' | 'paused' | 'met' | 'stopped';
  due: string | null;
  minutesLeft: number;
  percentUsed: number;
  breachedAt: string | null;
  words: string;
}

export interface DueExplanation {
  policyVersion: string;
  clocks: Clock[];
}

export interface PriorityExplanation {
  category: string | null;
  priority: string | null;
  steps: { at: string; priority: string; category: string | null; by: string; why: string[] }[];
}

export interface MatchExplanation {
  waits: boolean;
  position: number | null;
  agent: string | null;
  overflow: string | null;
  relaxedLevels: number;
  agents: { agent: string; tier: number; able: boolean; lastAgent: boolean; obstacles: string[] }[];
}

/** An article as the search beside a chat answers it: plain text, ready to be sent. */
export interface FoundArticle {
  id: string;
  title: string;
  summary: string;
  lead: string;
  steps: string[];
  reviewed: string | null;
}

export interface Account {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  customers: string[];
  disabled: boolean;
  secondFactor: boolean;
  hasPassword: boolean;
  created: string;
}

export interface ServiceKey {
  id: string;
  name: string;
  scopes: string[];
  customers: string[];
  created: string;
  expires: string | null;
}
