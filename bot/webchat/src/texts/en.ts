/** Everything the page itself says. Another language is a file like this one, of type `Texts`, named in `index.ts`. */
export const en = {
  assistant: 'Assistant',
  skipToTalk: 'Skip to the talk',
  state: {
    connecting: 'connecting',
    online: 'online',
    reconnecting: 'offline, trying again',
    refused: 'not available',
  },
  answering: (who: string, state: string) => `${who} · ${state}`,
  banner: {
    reconnecting: 'Connection lost. Trying again… Your messages are kept here.',
    waiting: (count: number) => (count === 1 ? 'One message is waiting and will be sent.' : `${count} messages are waiting and will be sent.`),
    dismiss: 'Dismiss',
    tooLarge: (names: string, limit: string) => `Too large to send: ${names}. A file can have up to ${limit}.`,
    notSent: 'A message was not accepted and was not sent. It is marked in the talk, where you can send it again.',
  },
  refused: {
    forbidden: 'This chat is not open to you. If you are signed in to your work network or VPN, try again; if not, connect first.',
    busy: (seconds: number) => `Many people are asking at once. Trying again in ${seconds} s.`,
    rejected: 'The help desk could not open a talk. Please try again.',
    title: 'The chat could not be opened',
    retry: 'Try again',
  },
  broken: {
    title: 'The chat could not be loaded',
    text: 'A part of this page did not arrive. Load the page again.',
    reload: 'Load again',
  },
  menu: {
    open: 'More',
    newTalk: 'Start a new talk',
    download: 'Download this talk as text',
    theme: 'Colours',
    themes: { system: 'Like my device', light: 'Light', dark: 'Dark' },
    textSize: 'Text size',
    textSizes: { normal: 'Normal', large: 'Large', larger: 'Largest' },
    about: 'About',
  },
  newTalk: {
    title: 'Start a new talk?',
    text: 'This talk stays on record, but leaves this page. Download it first if you want to keep it at hand.',
    confirm: 'Start anew',
    cancel: 'Keep this one',
  },
  about: {
    title: (desk: string) => `About ${desk}`,
    text: 'An assistant answers first, from the articles of your help desk. It shows where an answer comes from and asks whether it helped.',
    privacy: 'What you write is kept so that nobody has to ask you twice. Never type a password here: nobody at the desk needs it.',
    keys: 'Enter sends, Shift+Enter starts a new line. Tab reaches everything; arrow keys walk through the talk.',
    licences: 'Licences of what this page is made of',
    close: 'Close',
  },
  send: { placeholder: 'Type a message…', attach: 'Attach a file, up to 20 MB' },
  loading: 'Opening your talk…',
  download: {
    fileName: (day: string) => `talk-${day}.txt`,
    heading: (desk: string, when: string) => `${desk}: talk of ${when}`,
    you: 'You',
    attachment: (name: string) => `[file: ${name}]`,
    pressed: (what: string) => `[pressed: ${what}]`,
  },
};

export type Texts = typeof en;
