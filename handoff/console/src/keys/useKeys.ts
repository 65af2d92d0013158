import { useEffect, useRef } from 'react';
import { useLatest } from '../desk/use';
import { commandFor, SEQUENCE, type Command } from './commands';

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Runs commands by key, anywhere on the page; while a dialog is open only those that always work. */
export function useKeys(commands: readonly Command[], dialogOpen: boolean) {
  const latest = useLatest({ commands, dialogOpen });
  const prefix = useRef({ keys: '', at: 0 });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { commands: all, dialogOpen: busy } = latest.current;
      const before = Date.now() - prefix.current.at < SEQUENCE ? prefix.current.keys : '';
      const typing = isTyping(event.target) || busy;
      const found = commandFor(all, { key: event.key, mod: event.ctrlKey || event.metaKey, alt: event.altKey, typing }, before);
      prefix.current = { keys: found.prefix, at: Date.now() };
      if (!found.command) return;
      event.preventDefault();
      found.command.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [latest]);
}
