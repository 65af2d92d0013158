import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './page.css';

// Where the build puts it: readable for scripts, not for style sheets.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

createRoot(document.getElementById('root')!).render(
  <RendererProvider renderer={createDOMRenderer(document, { styleElementAttributes: { nonce } })}>
    <App />
  </RendererProvider>,
);
