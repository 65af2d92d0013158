import { Checkbox, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { act, desk as api } from '../../api/desk';
import { newId } from '../../api/http';
import type { Agent, Ticket } from '../../api/types';
import { useDesk, useDeskState } from '../../desk/use';
import { go } from '../../pages/route';
import { texts } from '../../texts';
import { Ask } from '../Dialogs';

const words = texts.dialogs;
/** Always the same, or whoever asks for it would draw without end. */
const none: never[] = [];

/** Who is there and what waits, as of now: before work is passed on. */
function useFresh() {
  const desk = useDesk();
  useEffect(() => {
    void desk.loadStaff();
    void desk.loadQueues();
  }, [desk]);
}

interface About {
  ticket: Ticket;
  close: () => void;
}

export function Decline({ ticket, close }: About) {
  const desk = useDesk();
  const [reason, setReason] = useState(words.decline.reasons[0]!);
  const [other, setOther] = useState('');
  const said = reason === '' ? other.trim() : reason;
  return (
    <Ask title={words.decline.title(ticket.number)} does={words.decline.does} close={close} off={said === ''} submit={() => desk.do(act.decline(ticket.id, said))}>
      <RadioGroup value={reason} onChange={(_, data) => setReason(data.value)} aria-label={words.decline.why}>
        {words.decline.reasons.map((one) => (
          <Radio key={one} value={one} label={one} />
        ))}
        <Radio value="" label={words.other} />
      </RadioGroup>
      {reason === '' && (
        <Field label={words.reason} required>
          <Input value={other} onChange={(_, data) => setOther(data.value)} autoFocus maxLength={500} />
        </Field>
      )}
    </Ask>
  );
}

export function TakeOver({ ticket, close }: About) {
  const desk = useDesk();
  const agents = useDeskState((s) => s.agents);
  const holder = ticket.agent ? (agents.get(ticket.agent)?.name ?? texts.talk.somebody) : '';
  return (
    <Ask title={words.takeOver.title(holder)} does={words.takeOver.does} close={close} submit={() => desk.takeOver(ticket)}>
      <p>{words.takeOver.text(ticket.number, holder)}</p>
    </Ask>
  );
}

export function Transfer({ ticket, close }: About) {
  const desk = useDesk();
  const queues = useDeskState((s) => s.queues);
  const agents = useDeskState((s) => s.agents);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const target = to.startsWith('agent:') ? { agent: to.slice(6) } : { queue: to.slice(6) };
  useFresh();
  const colleagues = [...agents.values()].filter((one) => one.id !== ticket.agent).sort(byPresence);
  return (
    <Ask title={words.transfer.title(ticket.number)} does={words.transfer.does} close={close} off={!to || !reason.trim()} submit={() => desk.do(act.transfer(ticket.id, target, reason.trim()), texts.done.transferred(ticket.number))}>
      <Field label={words.transfer.to} required>
        <Select value={to} onChange={(_, data) => setTo(data.value)}>
          <option value="">{words.choose}</option>
          <optgroup label={words.transfer.queues}>
            {queues.map((one) => (
              <option key={one.id} value={`queue:${one.id}`} disabled={one.id === ticket.queue && !ticket.agent}>
                {words.transfer.queue(one.title, one.tier, one.available)}
              </option>
            ))}
          </optgroup>
          <optgroup label={words.transfer.colleagues}>
            {colleagues.map((one) => (
              <option key={one.id} value={`agent:${one.id}`}>
                {words.transfer.colleague(one.name, texts.presence[one.presence])}
              </option>
            ))}
          </optgroup>
        </Select>
      </Field>
      <Field label={words.reason} hint={words.transfer.hint} required>
        <Input value={reason} onChange={(_, data) => setReason(data.value)} maxLength={500} />
      </Field>
    </Ask>
  );
}

const order = ['available', 'wrap-up', 'busy', 'away', 'offline'];
const byPresence = (a: Agent, b: Agent) => order.indexOf(a.presence) - order.indexOf(b.presence) || a.name.localeCompare(b.name);

export function Escalate({ ticket, close }: About) {
  const desk = useDesk();
  const queues = useDeskState((s) => s.queues).filter((one) => one.tier > ticket.tier);
  const vendors = useDeskState((s) => s.policy?.vendors ?? none);
  useFresh();
  const [kind, setKind] = useState(queues.length > 0 ? 'functional' : 'hierarchical');
  const [queue, setQueue] = useState(queues[0]?.id ?? '');
  const [vendor, setVendor] = useState('');
  const [reference, setReference] = useState('');
  const [statement, setStatement] = useState('');
  const [reason, setReason] = useState('');
  const chosen = vendors.find((one) => one.id === vendor);
  const order = { kind, reason: reason.trim(), ...(kind === 'functional' ? { queue } : {}), ...(kind === 'vendor' ? { vendor, reference: reference.trim(), contact: chosen?.contact } : {}), ...(kind === 'emergency' && statement.trim() ? { statement: statement.trim() } : {}) };
  const off = !reason.trim() || (kind === 'functional' && !queue) || (kind === 'vendor' && (!vendor || !reference.trim()));
  return (
    <Ask title={words.escalate.title(ticket.number)} does={words.escalate.does} close={close} off={off} danger={kind === 'emergency'} submit={() => desk.do(act.escalate(ticket.id, order), texts.done.escalated(ticket.number))}>
      <RadioGroup value={kind} onChange={(_, data) => setKind(data.value)} aria-label={words.escalate.kind}>
        {(['functional', 'hierarchical', 'vendor', 'emergency'] as const).map((one) => (
          <Radio key={one} value={one} label={words.escalate.kinds[one]} disabled={(one === 'functional' && queues.length === 0) || (one === 'vendor' && vendors.length === 0)} />
        ))}
      </RadioGroup>
      {kind === 'functional' && (
        <Field label={words.escalate.queue} required>
          <Select value={queue} onChange={(_, data) => setQueue(data.value)}>
            {queues.map((one) => (
              <option key={one.id} value={one.id}>
                {words.transfer.queue(one.title, one.tier, one.available)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {kind === 'vendor' && (
        <>
          <Field label={words.escalate.vendor} hint={chosen ? `${chosen.contact} · ${chosen.hours}` : null} required>
            <Select value={vendor} onChange={(_, data) => setVendor(data.value)}>
              <option value="">{words.choose}</option>
              {vendors.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={words.escalate.reference} required>
            <Input value={reference} onChange={(_, data) => setReference(data.value)} maxLength={200} />
          </Field>
        </>
      )}
      {kind === 'emergency' && (
        <Field label={words.escalate.statement} hint={words.escalate.statementHint}>
          <Textarea value={statement} onChange={(_, data) => setStatement(data.value)} maxLength={500} />
        </Field>
      )}
      <Field label={words.reason} required>
        <Input value={reason} onChange={(_, data) => setReason(data.value)} maxLength={500} />
      </Field>
    </Ask>
  );
}

export function Pause({ ticket, close }: About) {
  const desk = useDesk();
  const [reason, setReason] = useState('user');
  const [why, setWhy] = useState('');
  const [until, setUntil] = useState('');
  const at = reason === 'scheduled' && until ? new Date(until) : null;
  const off = !why.trim() || (reason === 'scheduled' && (!at || at.getTime() <= desk.now()));
  return (
    <Ask title={words.pause.title(ticket.number)} does={words.pause.does} close={close} off={off} submit={() => desk.do(act.pause(ticket.id, reason, why.trim(), at ? at.toISOString() : null), texts.done.paused(ticket.number))}>
      <RadioGroup value={reason} onChange={(_, data) => setReason(data.value)} aria-label={words.pause.waitFor}>
        {(['user', 'vendor', 'scheduled'] as const).map((one) => (
          <Radio key={one} value={one} label={words.pause.reasons[one]} />
        ))}
      </RadioGroup>
      {reason === 'scheduled' && (
        <Field label={words.pause.until} required>
          <Input type="datetime-local" value={until} onChange={(_, data) => setUntil(data.value)} />
        </Field>
      )}
      <Field label={words.pause.why} hint={words.pause.hint} required>
        <Input value={why} onChange={(_, data) => setWhy(data.value)} autoFocus maxLength={500} />
      </Field>
    </Ask>
  );
}

export function Resolve({ ticket, close }: About) {
  const desk = useDesk();
  const policy = useDeskState((s) => s.policy);
  const used = desk.usedArticles(ticket.id);
  const articles = [...used, ...ticket.articles.filter((one) => !used.some((u) => u.id === one.article)).map((one) => ({ id: one.article, title: one.title }))];
  const [note, setNote] = useState('');
  const [code, setCode] = useState(policy?.resolutions[0]?.id ?? '');
  const [article, setArticle] = useState(used[0]?.id ?? '');
  return (
    <Ask title={words.resolve.title(ticket.number)} does={words.resolve.does} close={close} off={!note.trim() || !code} submit={() => desk.do(act.resolve(ticket.id, note.trim(), code, article || null), texts.done.resolved(ticket.number))}>
      <Field label={words.resolve.note} hint={words.resolve.noteHint} required>
        <Textarea value={note} onChange={(_, data) => setNote(data.value)} autoFocus resize="vertical" />
      </Field>
      <Field label={words.resolve.code} required>
        <Select value={code} onChange={(_, data) => setCode(data.value)}>
          {policy?.resolutions.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Select>
      </Field>
      {articles.length > 0 && (
        <Field label={words.resolve.article}>
          <Select value={article} onChange={(_, data) => setArticle(data.value)}>
            <option value="">{words.resolve.noArticle}</option>
            {articles.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </Ask>
  );
}

export function Reopen({ ticket, close }: About) {
  const desk = useDesk();
  const [reason, setReason] = useState('');
  return (
    <Ask title={words.reopen.title(ticket.number)} does={words.reopen.does} close={close} off={!reason.trim()} submit={() => desk.do(act.reopen(ticket.id, reason.trim()), texts.done.reopened(ticket.number))}>
      <Field label={words.reason} required>
        <Input value={reason} onChange={(_, data) => setReason(data.value)} autoFocus />
      </Field>
    </Ask>
  );
}

export function LinkTicket({ ticket, close }: About) {
  const desk = useDesk();
  const [kind, setKind] = useState('incident');
  const [other, setOther] = useState('');
  return (
    <Ask title={words.link.title(ticket.number)} does={words.link.does} close={close} off={!other.trim()} submit={() => desk.do(act.link(ticket.id, kind, other.trim()), texts.done.linked(ticket.number))}>
      <Field label={words.link.kind} required>
        <Select value={kind} onChange={(_, data) => setKind(data.value)}>
          {(['incident', 'problem', 'duplicate'] as const).map((one) => (
            <option key={one} value={one}>
              {words.link.kinds[one]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.link.number} required>
        <Input value={other} onChange={(_, data) => setOther(data.value)} placeholder="INC-1042" autoFocus />
      </Field>
    </Ask>
  );
}

export function Prioritise({ ticket, close }: About) {
  const desk = useDesk();
  const priorities = useDeskState((s) => s.policy?.priorities ?? none);
  const [priority, setPriority] = useState<string>(ticket.priority ?? '');
  const [reason, setReason] = useState('');
  return (
    <Ask title={words.priority.title(ticket.number)} does={words.priority.does} close={close} off={!reason.trim() || priority === ticket.priority} submit={() => desk.do(act.prioritise(ticket.id, priority, reason.trim()), texts.done.prioritised(ticket.number, priority))}>
      <RadioGroup value={priority} onChange={(_, data) => setPriority(data.value)} aria-label={words.priority.label}>
        {priorities.map((one) => (
          <Radio key={one.id} value={one.id} label={`${one.id} ${one.title}: ${one.meaning}`} />
        ))}
      </RadioGroup>
      <Field label={words.reason} required>
        <Input value={reason} onChange={(_, data) => setReason(data.value)} maxLength={500} />
      </Field>
    </Ask>
  );
}

export function OpenTicket({ close }: { close: () => void }) {
  const desk = useDesk();
  const policy = useDeskState((s) => s.policy);
  const me = useDeskState((s) => s.me.id);
  // One key for one form: pressed twice, it is one ticket.
  const [key] = useState(newId);
  const [person, setPerson] = useState('');
  const [channel, setChannel] = useState('phone');
  const [customer, setCustomer] = useState(policy?.customers[0]?.id ?? '');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [category, setCategory] = useState('');
  const [mine, setMine] = useState(true);
  const submit = async () => {
    const order = { person: person.trim(), channel, customer, subject: subject.trim(), text: text.trim() || subject.trim(), ...(category ? { category } : {}) };
    const answer = await api.open(order, key);
    if (!answer.ok) return desk.tellProblem(answer.problem), false;
    const opened = answer.value;
    desk.takeTicket(opened);
    if (mine && opened.agent !== me) await desk.accept(opened);
    else desk.tell(texts.done.opened(opened.number));
    go({ view: 'desk', ticket: opened.number });
    return true;
  };
  return (
    <Ask title={words.open.title} does={words.open.does} close={close} off={!person.trim() || !subject.trim()} submit={submit}>
      <Field label={words.open.person} hint={words.open.personHint} required>
        <Input value={person} onChange={(_, data) => setPerson(data.value)} autoFocus maxLength={200} />
      </Field>
      <RadioGroup layout="horizontal" value={channel} onChange={(_, data) => setChannel(data.value)} aria-label={words.open.channel}>
        {(['phone', 'walkup', 'email'] as const).map((one) => (
          <Radio key={one} value={one} label={texts.channels[one]!} />
        ))}
      </RadioGroup>
      {policy && policy.customers.length > 1 && (
        <Field label={texts.side.customer} required>
          <Select value={customer} onChange={(_, data) => setCustomer(data.value)}>
            {policy.customers.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={words.open.subject} required>
        <Input value={subject} onChange={(_, data) => setSubject(data.value)} maxLength={120} />
      </Field>
      <Field label={words.open.text}>
        <Textarea value={text} onChange={(_, data) => setText(data.value)} resize="vertical" />
      </Field>
      <Field label={words.open.category}>
        <Select value={category} onChange={(_, data) => setCategory(data.value)}>
          <option value="">{words.open.byItself}</option>
          {policy?.categories.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox checked={mine} onChange={(_, data) => setMine(data.checked === true)} label={words.open.mine} />
    </Ask>
  );
}
