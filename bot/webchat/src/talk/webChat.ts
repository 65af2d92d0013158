import type { DirectLine } from '../connection/directLine';
import type { Grant } from '../connection/token';
import { keepDraft, keptDraft } from './draft';

interface Action {
  readonly type: string;
  readonly payload?: { readonly text?: string; readonly attachments?: readonly { readonly blob: Blob | File }[] };
}

export interface Store {
  dispatch(action: Action): void;
}

type Dispatch = (action: Action) => unknown;

/** What is used of the Web Chat bundle, which the page loads by itself. */
export interface WebChat {
  createDirectLine(options: { domain: string; token: string; webSocket: boolean; conversationStartProperties: { locale: string } }): DirectLine;
  createStore(initial: object, middleware: () => (next: Dispatch) => Dispatch): Store;
  renderWebChat(props: object, element: HTMLElement): void;
}

declare global {
  interface Window {
    WebChat?: WebChat;
  }
}

/** Resolves when the bundle, a deferred script of its own, has run; rejects when it did not arrive. */
export function webChatLoaded(): Promise<WebChat> {
  const script = document.getElementById('webchat');
  return new Promise((resolve, reject) => {
    const look = () => (window.WebChat ? resolve(window.WebChat) : undefined);
    look();
    script?.addEventListener('load', look);
    script?.addEventListener('error', () => reject(new Error('The Web Chat bundle did not arrive.')));
    // The script may have failed before anyone listened; once everything has loaded there is nothing left to wait for.
    const settled = () => (window.WebChat ? look() : reject(new Error('The Web Chat bundle is missing.')));
    if (document.readyState === 'complete') settled();
    else window.addEventListener('load', settled);
  });
}

/**
 * Starts the conversation that the token is for, or comes back to it: the server answers with everything that was said, and what is known already is
 * dropped by its id. (Given the conversation's id, Web Chat would ask for one that exists, which a first visitor's does not.)
 */
export function createDirectLine(webChat: WebChat, grant: Grant): DirectLine {
  return webChat.createDirectLine({
    domain: `${location.origin}/v3/directline`,
    token: grant.token,
    webSocket: true,
    conversationStartProperties: { locale: navigator.language },
  });
}

export const UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024;

/** Web Chat's state, with two additions: what is being typed is kept over a reload, and files that the server would refuse are not taken. */
export function createStore(webChat: WebChat, tooLarge: (names: readonly string[]) => void): Store {
  const store = webChat.createStore({}, () => (next) => (action) => {
    if (action.type === 'WEB_CHAT/SET_SEND_BOX') keepDraft(action.payload?.text ?? '');
    if (action.type === 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS') return next(withoutLargeFiles(action, tooLarge));
    return next(action);
  });
  const draft = keptDraft();
  if (draft) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: draft } });
  return store;
}

function withoutLargeFiles(action: Action, tooLarge: (names: readonly string[]) => void): Action {
  const attachments = action.payload?.attachments ?? [];
  const refused = attachments.filter(({ blob }) => blob.size > UPLOAD_LIMIT_BYTES);
  if (refused.length === 0) return action;
  tooLarge(refused.map(({ blob }) => ('name' in blob ? blob.name : '')));
  return { ...action, payload: { ...action.payload, attachments: attachments.filter((one) => !refused.includes(one)) } };
}
