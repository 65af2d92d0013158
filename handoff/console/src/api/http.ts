/** Why a call was not answered as wished: in words for people, with a reason for programs. */
export interface Problem {
  /** 0 where the server could not be reached. */
  status: number;
  reason: string;
  words: string;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** The same key twice is one request, however often the line breaks in between. */
  key?: string;
  /** Only if the ticket is still as it was seen. */
  version?: number;
  raw?: { bytes: Blob; type: string };
  signal?: AbortSignal;
}

const PATIENCE = 20_000;

let hearClock: ((serverNow: number) => void) | undefined;
let hearSignedOut: (() => void) | undefined;

/** The server's clock is what due times are measured by; it comes with every answer. */
export function onServerTime(hear: (serverNow: number) => void) {
  hearClock = hear;
}

export function onSignedOut(hear: () => void) {
  hearSignedOut = hear;
}

export async function call<T>(path: string, ask: Ask = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (ask.raw) headers['Content-Type'] = ask.raw.type || 'application/octet-stream';
  else if (ask.body !== undefined) headers['Content-Type'] = 'application/json';
  if (ask.key) headers['Idempotency-Key'] = ask.key;
  if (ask.version !== undefined) headers['If-Match'] = `"${ask.version}"`;
  try {
    const response = await fetch(path, {
      method: ask.method ?? 'GET',
      headers,
      body: ask.raw ? ask.raw.bytes : ask.body === undefined ? null : JSON.stringify(ask.body),
      credentials: 'same-origin',
      signal: ask.signal ?? AbortSignal.timeout(ask.raw ? PATIENCE * 6 : PATIENCE),
    });
    const date = response.headers.get('Date');
    if (date) hearClock?.(Date.parse(date));
    if (response.ok) return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
    if (response.status === 401 && !path.startsWith('/account/sign-in')) hearSignedOut?.();
    return { ok: false, problem: await problemOf(response) };
  } catch {
    // fetch throws only where there was no answer: no line, or none in time.
    return { ok: false, problem: { status: 0, reason: 'offline', words: '' } };
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => ({}))) as { detail?: string; title?: string; reason?: string };
  return { status: response.status, reason: told.reason ?? String(response.status), words: told.detail ?? told.title ?? `${response.status}` };
}

/** Worth trying again by itself: nobody decided anything. */
export function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}

export function newId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
