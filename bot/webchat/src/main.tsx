import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Talk } from './connection/talk';
import { askForToken, serverIsUp } from './connection/token';
import './page.css';
import { createDirectLine, webChatLoaded } from './talk/webChat';

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
// Where the build puts it: readable for scripts, not for style sheets.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const webChat = webChatLoaded();
const token = { first: askForToken(false) };

const talk = new Talk({
  // Asked for while Web Chat is still on its way; the talk is opened once it is there.
  askForToken: (startNew) => takeFirst() ?? askForToken(startNew),
  serverIsUp,
  createDirectLine: (grant) => createDirectLine(window.WebChat!, grant),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
  ...kept(),
});

webChat.then(() => talk.start(), () => undefined);
window.addEventListener('offline', () => talk.lost());
window.addEventListener('online', () => talk.lookNow());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && talk.lookNow());

createRoot(document.getElementById('root')!).render(
  <RendererProvider renderer={createDOMRenderer(document, { styleElementAttributes: { nonce } })}>
    <App talk={talk} desk={meta('application-name')} accent={meta('theme-color')} nonce={nonce} webChat={webChat} />
  </RendererProvider>,
);

function takeFirst() {
  const first = token.first as typeof token.first | undefined;
  delete (token as Partial<typeof token>).first;
  return first;
}

/** Where storage is forbidden (a frame of another site, say), reading it throws. */
function kept(): { storage?: Storage } {
  try {
    return { storage: sessionStorage };
  } catch {
    return {};
  }
}
