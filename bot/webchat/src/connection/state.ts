/** How the page stands with the server. Pure: what happened in, what is shown out. */
export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'online' }
  | { readonly phase: 'reconnecting'; readonly tries: number }
  | { readonly phase: 'refused'; readonly refusal: Refusal };

export type Refusal =
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'busy'; readonly seconds: number }
  | { readonly kind: 'rejected'; readonly status: number };

export type Happened =
  | { readonly type: 'opened' }
  | { readonly type: 'lost' }
  | { readonly type: 'unanswered' }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'retried' }
  | { readonly type: 'restarted' };

export const connecting: Connection = { phase: 'connecting' };

export function after(connection: Connection, happened: Happened): Connection {
  switch (happened.type) {
    case 'opened':
      return { phase: 'online' };
    case 'lost':
      return connection.phase === 'reconnecting' ? connection : { phase: 'reconnecting', tries: 0 };
    case 'unanswered':
      return { phase: 'reconnecting', tries: connection.phase === 'reconnecting' ? connection.tries + 1 : 1 };
    case 'refused':
      return { phase: 'refused', refusal: happened.refusal };
    case 'retried':
    case 'restarted':
      return connecting;
  }
}

const BUSY_SECONDS = 10;
const LONGEST_BUSY_SECONDS = 120;

/** What an answer of the token endpoint that is not a token means; undefined when the server is only away for the moment. */
export function refusalOf(status: number, retryAfter: string | null): Refusal | undefined {
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  if (status === 429) return { kind: 'busy', seconds: secondsOf(retryAfter) };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'rejected', status };
  return undefined;
}

function secondsOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), LONGEST_BUSY_SECONDS) : BUSY_SECONDS;
}

/** Milliseconds until the next look whether the server is back: soon, spread, so that a restart is not met by every page at once. */
export function untilNextProbe(tries: number, random: number): number {
  const base = tries < 30 ? 750 : 3000;
  return base + random * base;
}

const LONGEST_HOLD_MS = 15_000;

/** Milliseconds to hold back when the server answers but its line fails again and again: longer each time, and less often than it limits tokens. */
export function untilNextOpening(failures: number, random: number): number {
  const base = Math.min(LONGEST_HOLD_MS, 1_000 * 2 ** Math.max(0, failures - 2));
  return base * (0.75 + random / 2);
}
