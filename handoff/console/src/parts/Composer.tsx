import { Button, Tooltip } from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { act } from '../api/desk';
import type { Canned, FileRef, Ticket } from '../api/types';
import { isOpen } from '../desk/countdown';
import { personOf } from '../desk/people';
import { moment } from '../desk/times';
import { useDesk, useDeskState } from '../desk/use';
import { blanks, fill, slashWord, suggestions } from '../talk/canned';
import type { Mode } from '../talk/drafts';
import { texts } from '../texts';
import type { Asked } from './Dialogs';
import { Icon } from './icons';

const words = texts.composer;
const TALLEST = 220;
const MOST_FILES = 20;
const MOST_BYTES = 20 * 1024 * 1024;

/** Where replies and notes are written: two boxes with drafts of their own, so that what was typed as a note is never sent as a reply by a slip. */
export function Composer({ ticket, ask }: { ticket: Ticket; ask: (asked: Asked) => void }) {
  const desk = useDesk();
  const me = useDeskState((s) => s.me);
  const agent = useDeskState((s) => s.agent);
  const agents = useDeskState((s) => s.agents);
  const policy = useDeskState((s) => s.policy);
  const mayReply = agent !== null && ((ticket.agent === me.id && isOpen(ticket)) || (ticket.status === 'resolved' && ticket.lastAgent === me.id));
  const [wanted, setMode] = useState<Mode>('reply');
  const mode: Mode = mayReply ? wanted : 'note';
  const [drafts, setDrafts] = useState({ reply: desk.drafts.read(ticket.id, 'reply'), note: desk.drafts.read(ticket.id, 'note') });
  const [files, setFiles] = useState<FileRef[]>([]);
  const [uploading, setUploading] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [locked, setLocked] = useState(!mayReply);
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const text = drafts[mode];
  const person = personOf(ticket.person, texts.channelPeople).name;

  const write = (value: string, into: Mode = mode) => {
    setDrafts((before) => ({ ...before, [into]: value }));
    desk.drafts.write(ticket.id, into, value);
    setChosen(0);
  };

  useEffect(() => {
    setLocked(!mayReply);
    // Who has just got the chat wants to answer, unless a note is half written.
    if (mayReply && desk.drafts.read(ticket.id, 'note') === '') setMode('reply');
  }, [mayReply, desk, ticket.id]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(TALLEST, element.scrollHeight)}px`;
  }, [text, mode, locked]);
  useEffect(() => {
    const focus = (event: Event) => {
      // At once: the next letter already belongs into the box.
      flushSync(() => {
        setMode((event as CustomEvent<Mode>).detail);
        setLocked(false);
      });
      box.current?.focus();
    };
    const insert = (event: Event) => {
      const { text: added, mode: into } = (event as CustomEvent<{ text: string; mode?: Mode }>).detail;
      const target = into ?? (mayReply ? 'reply' : 'note');
      const before = desk.drafts.read(ticket.id, target);
      write(before.trim() ? `${before.trimEnd()}\n\n${added}` : added, target);
      setMode(target);
      setLocked(false);
      setTimeout(() => box.current?.focus());
    };
    window.addEventListener('console:write', focus);
    window.addEventListener('console:insert', insert);
    return () => {
      window.removeEventListener('console:write', focus);
      window.removeEventListener('console:insert', insert);
    };
  });

  const typed = mode === 'reply' ? slashWord(text) : null;
  const found = typed === null ? [] : suggestions(policy?.canned ?? [], typed, ticket.category).slice(0, 8);
  const use = (reply: Canned) =>
    write(fill(reply, policy?.languages ?? [], {
      ticket, person: person.split(' ')[0]!, agent: me.name, desk: policy?.name ?? '', vendor: vendorOf(ticket, policy?.vendors ?? []),
      due: ticket.due?.resolution ? moment(ticket.due.resolution, desk.now()) : null,
    }));
  const missing = blanks(text);
  const ready = (text.trim() !== '' || files.length > 0) && typed === null && uploading === 0 && (mode === 'note' || missing.length === 0);

  const send = () => {
    if (!ready) return;
    void desk.say(ticket.id, mode, text.trim(), mode === 'reply' ? files : []);
    setDrafts((before) => ({ ...before, [mode]: '' }));
    if (mode === 'reply') setFiles([]);
    box.current?.focus();
  };

  const upload = async (list: Iterable<File>) => {
    const all = [...list];
    const large = all.filter((file) => file.size > MOST_BYTES);
    if (large.length > 0) desk.tell(words.tooLarge(large.map((file) => file.name).join(', ')));
    for (const file of all.filter((one) => one.size <= MOST_BYTES).slice(0, MOST_FILES - files.length)) {
      setUploading((n) => n + 1);
      const answer = await act.upload(ticket.id, file);
      setUploading((n) => n - 1);
      if (answer.ok) setFiles((before) => [...before, { blob: answer.value.blob, name: file.name, contentType: answer.value.contentType }]);
      else desk.tellProblem(answer.problem);
    }
  };

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (found.length > 0) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        return setChosen((at) => (at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
      }
      if (event.key === 'Enter' || event.key === 'Tab') {
        event.preventDefault();
        return use(found[Math.min(chosen, found.length - 1)]!);
      }
    }
    if (event.key === 'Escape') return event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  if (!agent) return <div className="locked">{words.noAgent}</div>;
  if (locked && !mayReply && drafts.note === '')
    return <Locked ticket={ticket} ask={ask} holder={ticket.agent ? (agents.get(ticket.agent)?.name ?? texts.talk.somebody) : null} note={() => (setLocked(false), setTimeout(() => box.current?.focus()))} />;
  return (
    <div
      className="composer"
      data-mode={mode}
      onDragOver={(event) => mode === 'reply' && event.preventDefault()}
      onDrop={(event) => {
        if (mode !== 'reply' || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void upload(event.dataTransfer.files);
      }}
    >
      <div className="composer-modes" role="tablist" aria-label={words.modes}>
        <ModeTab mode="reply" at={mode} choose={setMode} off={!mayReply} label={words.reply} keys="R" draft={drafts.reply !== ''} />
        <ModeTab mode="note" at={mode} choose={setMode} off={false} label={words.note} keys="N" draft={drafts.note !== ''} />
        <span className="composer-hint">{mode === 'note' ? words.noteHint : words.replyHint(person)}</span>
      </div>
      {found.length > 0 && (
        <ul className="canned" role="listbox" id="canned" aria-label={words.canned}>
          {found.map((one, index) => (
            <li key={one.id} id={`canned-${index}`} role="option" aria-selected={index === chosen} onMouseDown={(event) => (event.preventDefault(), use(one))}>
              <strong>/{one.id}</strong> {one.title}
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={box}
        rows={2}
        value={text}
        aria-label={mode === 'note' ? words.noteLabel : words.replyLabel(person)}
        placeholder={mode === 'note' ? words.notePlaceholder : words.replyPlaceholder}
        aria-autocomplete={mode === 'reply' ? 'list' : undefined}
        aria-controls={found.length > 0 ? 'canned' : undefined}
        aria-activedescendant={found.length > 0 ? `canned-${chosen}` : undefined}
        onChange={(event) => {
          write(event.target.value);
          if (mode === 'reply' && event.target.value) desk.typing(ticket.id);
        }}
        onPaste={(event) => {
          if (mode !== 'reply' || event.clipboardData.files.length === 0) return;
          event.preventDefault();
          void upload(event.clipboardData.files);
        }}
        onKeyDown={press}
      />
      {mode === 'reply' && (files.length > 0 || uploading > 0) && (
        <ul className="files files-out">
          {files.map((file) => (
            <li key={file.blob}>
              <Icon name="attach" size={14} /> {file.name}
              <button type="button" aria-label={words.removeFile(file.name)} onClick={() => setFiles(files.filter((one) => one !== file))}>
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
          {uploading > 0 && <li className="quiet">{words.uploading}</li>}
        </ul>
      )}
      <div className="composer-foot">
        {mode === 'reply' && (
          <>
            <Tooltip content={words.attach} relationship="label">
              <Button appearance="subtle" size="small" icon={<Icon name="attach" />} onClick={() => picker.current?.click()} />
            </Tooltip>
            <input ref={picker} type="file" multiple hidden onChange={(event) => event.target.files && (void upload(event.target.files), (event.target.value = ''))} />
            <Tooltip content={words.cannedButton} relationship="label">
              <Button appearance="subtle" size="small" onClick={() => (write('/'), box.current?.focus())} disabled={text !== ''}>
                /
              </Button>
            </Tooltip>
            <Tooltip content={words.articles} relationship="label">
              <Button appearance="subtle" size="small" icon={<Icon name="book" />} onClick={() => window.dispatchEvent(new CustomEvent('console:side', { detail: 'kb' }))} />
            </Tooltip>
          </>
        )}
        <span className="composer-note">{missing.length > 0 && mode === 'reply' ? words.fillIn(missing.join(' ')) : ''}</span>
        <Button appearance={mode === 'note' ? 'secondary' : 'primary'} className="send" icon={<Icon name={mode === 'note' ? 'lock' : 'send'} size={16} />} disabledFocusable={!ready} onClick={send}>
          {mode === 'note' ? words.saveNote : words.send}
        </Button>
      </div>
    </div>
  );
}

function ModeTab({ mode, at, choose, off, label, keys, draft }: { mode: Mode; at: Mode; choose: (mode: Mode) => void; off: boolean; label: string; keys: string; draft: boolean }) {
  return (
    <button type="button" role="tab" aria-selected={mode === at} className={`mode mode-${mode}`} disabled={off} onClick={() => choose(mode)}>
      {mode === 'note' && <Icon name="lock" size={14} />}
      {label}
      {draft && mode !== at && <span className="mode-draft" title={words.draft} />}
      <kbd>{keys}</kbd>
    </button>
  );
}

/** The one who is not assigned cannot reply by a slip: notes, or taking over knowingly. */
function Locked({ ticket, ask, holder, note }: { ticket: Ticket; ask: (asked: Asked) => void; holder: string | null; note: () => void }) {
  const desk = useDesk();
  const me = useDeskState((s) => s.me.id);
  const open = isOpen(ticket);
  const offered = ticket.status === 'offered' && ticket.offer?.agent === me;
  return (
    <div className="locked">
      <Icon name="lock" size={16} />
      <span>{!open ? words.ended : holder ? words.lockedBy(holder) : offered ? words.offeredToYou : ticket.status === 'offered' ? words.offeredToOther : words.waits}</span>
      <span className="locked-do">
        <Button size="small" onClick={note}>
          {words.writeNote}
        </Button>
        {open && holder && (
          <Button size="small" onClick={() => ask({ kind: 'take-over', ticket })}>
            {words.takeOver}
          </Button>
        )}
        {open && !holder && (offered || ticket.status === 'queued') && (
          <Button size="small" appearance="primary" onClick={() => void desk.accept(ticket)}>
            {words.take}
          </Button>
        )}
        {ticket.status === 'resolved' && (
          <Button size="small" onClick={() => ask({ kind: 'reopen', ticket })}>
            {words.reopen}
          </Button>
        )}
      </span>
    </div>
  );
}

function vendorOf(ticket: Ticket, vendors: { id: string; name: string }[]): string | null {
  const open = ticket.vendorCases.find((one) => one.closedAt === null);
  return open ? (vendors.find((one) => one.id === open.vendor)?.name ?? null) : null;
}
