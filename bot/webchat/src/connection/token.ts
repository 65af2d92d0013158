import { refusalOf, type Refusal } from './state';

export interface Grant {
  readonly token: string;
  readonly conversationId: string;
  readonly userId: string;
}

export type Asked = { readonly grant: Grant } | { readonly refusal: Refusal } | { readonly away: true };

const ANSWER_MS = 10_000;
const PROBE_MS = 3_000;

/** Asks for a token of the talk that this browser has, or of a new one. A cookie that the page cannot read tells the server which talk that is. */
export async function askForToken(startNew: boolean): Promise<Asked> {
  const answer = await ask('/webchat/token', ANSWER_MS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(startNew ? { new: true } : {}) });
  if (!answer) return { away: true };
  if (!answer.ok) {
    const refusal = refusalOf(answer.status, answer.headers.get('Retry-After'));
    return refusal ? { refusal } : { away: true };
  }
  const grant = (await answer.json().catch(() => undefined)) as Grant | undefined;
  return grant?.token ? { grant } : { away: true };
}

export async function serverIsUp(): Promise<boolean> {
  return (await ask('/health/live', PROBE_MS, { cache: 'no-store' }))?.ok ?? false;
}

/** Undefined when nobody answered in time. */
async function ask(path: string, milliseconds: number, request: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...request, signal: AbortSignal.timeout(milliseconds) });
  } catch {
    return undefined;
  }
}
