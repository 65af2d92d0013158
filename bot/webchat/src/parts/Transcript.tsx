import { useEffect, useMemo, useRef } from 'react';
import type { DirectLine } from '../connection/directLine';
import { createStore, type WebChat } from '../talk/webChat';
import { texts } from '../texts';
import { useMedia } from '../theme/choices';
import { cardHostConfig, webChatStyle } from '../theme/webChatStyle';

export interface TranscriptProps {
  readonly webChat: WebChat;
  readonly line: DirectLine;
  readonly userId: string;
  readonly initials: string;
  readonly nonce: string;
  readonly onTooLarge: (names: readonly string[]) => void;
}

/** Web Chat, which brings a React of its own. It is drawn again only when the conversation or the room for it changes. */
export function Transcript({ webChat, line, userId, initials, nonce, onTooLarge }: TranscriptProps) {
  const element = useRef<HTMLDivElement>(null);
  const narrow = useMedia('(max-width: 479px)');
  const store = useMemo(() => createStore(webChat, onTooLarge), [webChat, line, onTooLarge]);
  const styleOptions = useMemo(() => webChatStyle(initials, narrow), [initials, narrow]);

  useEffect(() => {
    if (!element.current) return;
    const props = {
      directLine: line,
      store,
      userID: userId,
      locale: navigator.language,
      nonce,
      styleOptions,
      adaptiveCardsHostConfig: cardHostConfig,
      sendTypingIndicator: true,
      overrideLocalizedStrings,
    };
    webChat.renderWebChat(props, element.current);
  }, [webChat, line, store, userId, nonce, styleOptions]);

  return <div ref={element} className="talk" />;
}

const overrideLocalizedStrings = (strings: Record<string, string>, language: string): Record<string, string> =>
  language.startsWith('en') ? { ...strings, TEXT_INPUT_PLACEHOLDER: texts.send.placeholder, TEXT_INPUT_UPLOAD_BUTTON_ALT: texts.send.attach } : strings;
