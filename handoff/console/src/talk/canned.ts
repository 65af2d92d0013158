import type { Canned, Ticket } from '../api/types';

export interface CannedContext {
  ticket: Ticket;
  person: string;
  agent: string;
  desk: string;
  due: string | null;
  vendor: string | null;
}

/** The text in the person's language, else in the desk's first, with what is known filled in; what is not stays visible as {name}. */
export function fill(reply: Canned, languages: readonly string[], context: CannedContext): string {
  const text = reply.texts[context.ticket.language ?? ''] ?? languages.map((one) => reply.texts[one]).find(Boolean) ?? Object.values(reply.texts)[0] ?? '';
  const open = context.ticket.vendorCases.find((one) => one.closedAt === null);
  const known: Record<string, string | null | undefined> = {
    person: context.person,
    agent: context.agent,
    ticket: context.ticket.number,
    subject: context.ticket.subject,
    desk: context.desk,
    due: context.due,
    vendor: context.vendor,
    reference: open?.reference,
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
}

/** What is still to be filled in by hand. A reply that holds any is not ready to be sent. */
export function blanks(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(person|agent|ticket|subject|desk|due|vendor|reference|days)\}/g)].map((found) => found[0]))];
}

/** The word after a slash at the very beginning, while it is being typed; null where the text is no command. */
export function slashWord(text: string): string | null {
  return /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Those of the ticket's category first, then those without one; the others can be found by typing. */
export function suggestions(all: readonly Canned[], typed: string, category: string | null): Canned[] {
  const fits = all.filter((one) => one.id.includes(typed) || one.title.toLowerCase().includes(typed));
  const rank = (one: Canned) => (one.category === category && category !== null ? 0 : one.category === null ? 1 : 2);
  return fits.filter((one) => typed !== '' || rank(one) < 2).sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}
