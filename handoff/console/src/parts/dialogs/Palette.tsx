import { Dialog, DialogSurface } from '@fluentui/react-components';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { desk as api } from '../../api/desk';
import type { Ticket } from '../../api/types';
import { search, type Command } from '../../keys/commands';
import { go } from '../../pages/route';
import { personOf } from '../../desk/people';
import { texts } from '../../texts';
import type { Asked } from '../Dialogs';
import { Keys } from './KeySheet';

const words = texts.palette;
const ASK_AFTER = 150;
const MOST_TICKETS = 6;

type Entry = { id: string; title: string; small: string; keys: string; off: string | null; run: () => void };

/** Everything by name: commands, and tickets by number, subject or what was said in them. */
export function Palette({ commands, close }: { commands: Command[]; close: () => void; ask: (asked: Asked) => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [tickets, setTickets] = useState<Ticket[]>([]);
  useEffect(() => {
    setAt(0);
    if (typed.trim().length < 2) return setTickets([]);
    let current = true;
    const timer = setTimeout(() => {
      void api.tickets({ q: typed.trim(), limit: String(MOST_TICKETS), sort: 'changed' }).then((answer) => current && setTickets(answer.ok ? answer.value.tickets : []));
    }, ASK_AFTER);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed]);
  const entries = useMemo<Entry[]>(
    () => [
      ...search(commands.filter((one) => one.id !== 'palette'), typed).map((one) => ({ id: one.id, title: one.title, small: one.off ?? one.group, keys: one.keys, off: one.off ?? null, run: one.run })),
      ...tickets.map((one) => ({
        id: one.id, title: `${one.number} ${one.subject}`, small: `${texts.status[one.status]} · ${personOf(one.person, texts.channelPeople).name}`, keys: '', off: null,
        run: () => go({ view: 'desk', ticket: one.number }),
      })),
    ],
    [commands, typed, tickets],
  );
  const run = (entry: Entry | undefined) => {
    if (!entry || entry.off) return;
    close();
    // After the dialog has given the focus back, so that a command can take it.
    setTimeout(entry.run);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = Math.max(0, Math.min(entries.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
      setAt(next);
      document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[at]);
    }
  };
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className="palette" aria-label={words.title}>
        <input
          className="palette-box" autoFocus role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={entries.length > 0 ? `palette-${at}` : undefined}
          aria-label={words.title} placeholder={words.placeholder} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={press}
        />
        <ul id="palette-list" role="listbox" aria-label={words.title}>
          {entries.map((entry, index) => (
            <li key={entry.id} id={`palette-${index}`} role="option" aria-selected={index === at} aria-disabled={entry.off !== null} onMouseMove={() => setAt(index)} onClick={() => run(entry)}>
              <span className="palette-title">{entry.title}</span>
              <span className="quiet">{entry.small}</span>
              {entry.keys && <Keys keys={entry.keys} />}
            </li>
          ))}
          {entries.length === 0 && <li className="list-empty">{words.nothing}</li>}
        </ul>
      </DialogSurface>
    </Dialog>
  );
}
