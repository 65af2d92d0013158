import { FluentProvider, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type MouseEvent } from 'react';
import type { Talk } from './connection/talk';
import { AboutDialog, NewTalkDialog } from './parts/Dialogs';
import { Header, initialsOf } from './parts/Header';
import { Notices } from './parts/Notices';
import { Broken, Refused } from './parts/Refused';
import { Transcript } from './parts/Transcript';
import { downloadText } from './talk/download';
import { talkAsText } from './talk/asText';
import type { WebChat } from './talk/webChat';
import { texts } from './texts';
import { choices, textSizes, useChoice, useMedia } from './theme/choices';
import { lookOf, themeOf } from './theme/theme';

export interface AppProps {
  readonly talk: Talk;
  readonly desk: string;
  readonly accent: string;
  readonly nonce: string;
  readonly webChat: Promise<WebChat>;
}

/** The time after which a lost connection is worth a word: a blip that is over before is not. */
const WORTH_A_WORD_MS = 400;

export function App({ talk, desk, accent, nonce, webChat }: AppProps) {
  const seen = useSyncExternalStore(talk.subscribe, talk.seen);
  const [choice, setChoice] = useChoice('helpdesk.theme', choices, 'system');
  const [textSize, setTextSize] = useChoice('helpdesk.textSize', textSizes, 'normal');
  const look = lookOf(choice, useMedia('(prefers-color-scheme: dark)'), useMedia('(forced-colors: active)'));
  const theme = useMemo(() => themeOf(look, accent), [look, accent]);
  const bundle = useBundle(webChat);
  const [dialog, setDialog] = useState<'new' | 'about'>();
  const [tooLarge, setTooLarge] = useState<readonly string[]>([]);
  const [failuresRead, setFailuresRead] = useState(0);
  const offline = useLasting(seen.connection.phase === 'reconnecting', WORTH_A_WORD_MS);
  const onTooLarge = useCallback((names: readonly string[]) => setTooLarge(names), []);

  useEffect(() => {
    document.documentElement.dataset.look = look;
    document.documentElement.dataset.textSize = textSize;
  }, [look, textSize]);

  const download = () => {
    const now = new Date();
    downloadText(texts.download.fileName(now.toISOString().slice(0, 10)), talkAsText(talk.activities, desk, now, texts, navigator.language));
  };

  return (
    <FluentProvider theme={theme}>
      <div className="page">
        <a className="skip" href="#talk" onClick={focusMessageBox}>
          {texts.skipToTalk}
        </a>
        <Header
          desk={desk}
          answering={seen.answering}
          connection={seen.connection}
          choice={choice}
          textSize={textSize}
          onChoice={setChoice}
          onTextSize={setTextSize}
          onNewTalk={() => setDialog('new')}
          onDownload={download}
          onAbout={() => setDialog('about')}
        />
        <main id="talk" className="main" tabIndex={-1} aria-label={desk}>
          <Notices
            offline={offline}
            waiting={seen.waiting}
            tooLarge={tooLarge}
            notSent={seen.failed > failuresRead}
            onDismiss={() => {
              setTooLarge([]);
              setFailuresRead(seen.failed);
            }}
          />
          {bundle === 'missing' ? (
            <Broken />
          ) : seen.connection.phase === 'refused' && !seen.line ? (
            <Refused refusal={seen.connection.refusal} onRetry={() => talk.retry()} />
          ) : bundle && seen.line ? (
            <Transcript webChat={bundle} line={seen.line} userId={seen.userId} initials={initialsOf(desk)} nonce={nonce} onTooLarge={onTooLarge} />
          ) : (
            <Opening />
          )}
          {seen.connection.phase === 'refused' && seen.line && <Refused refusal={seen.connection.refusal} onRetry={() => talk.retry()} />}
        </main>
      </div>
      <NewTalkDialog
        open={dialog === 'new'}
        onClose={() => setDialog(undefined)}
        onConfirm={() => {
          setDialog(undefined);
          talk.startNew();
        }}
      />
      <AboutDialog desk={desk} open={dialog === 'about'} onClose={() => setDialog(undefined)} />
    </FluentProvider>
  );
}

/** The talk begins where one writes; until Web Chat is there, the link leads to the part of the page where it will be. */
function focusMessageBox(event: MouseEvent<HTMLAnchorElement>): void {
  const box = document.querySelector<HTMLElement>('#talk textarea');
  if (!box) return;
  event.preventDefault();
  box.focus();
}

function Opening() {
  return (
    <Skeleton className="opening" aria-label={texts.loading} animation="pulse">
      <SkeletonItem className="opening-bubble" />
      <SkeletonItem className="opening-bubble" />
      <SkeletonItem className="opening-box" />
    </Skeleton>
  );
}

function useBundle(webChat: Promise<WebChat>): WebChat | 'missing' | undefined {
  const [bundle, setBundle] = useState<WebChat | 'missing'>();
  useEffect(() => {
    webChat.then(setBundle, () => setBundle('missing'));
  }, [webChat]);
  return bundle;
}

/** True once `now` has been so for a while, false at once when it is not. */
function useLasting(now: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [now, milliseconds]);
  return lasting && now;
}
