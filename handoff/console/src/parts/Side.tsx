import { Button, Input, Tab, TabList, Tooltip } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { desk as api } from '../api/desk';
import type { DueExplanation, FoundArticle, Ticket } from '../api/types';
import { toneOfClock } from '../desk/countdown';
import { personOf } from '../desk/people';
import { exact, moment } from '../desk/times';
import { useDesk, useDeskState } from '../desk/use';
import { go, pathOf } from '../pages/route';
import { texts } from '../texts';
import type { Asked } from './Dialogs';
import { Priority, ToneIcon, When } from './Due';
import { Icon } from './icons';

const words = texts.side;
type Panel = 'details' | 'kb' | 'history';
const SEARCH_AFTER = 200;

/** What is known about a ticket beside its talk: the person and what the bot tried, the articles, the person's other tickets. */
export function Side({ ticket, close, ask }: { ticket: Ticket; close: () => void; ask: (asked: Asked) => void }) {
  const [panel, setPanel] = useState<Panel>('details');
  useEffect(() => {
    const show = (event: Event) => {
      const wanted = (event as CustomEvent<Panel>).detail;
      setPanel(wanted);
      if (wanted === 'kb') setTimeout(() => document.getElementById('kb-search')?.focus(), 30);
    };
    window.addEventListener('console:side', show);
    return () => window.removeEventListener('console:side', show);
  }, []);
  return (
    <aside className="pane-side" aria-label={words.label}>
      <div className="side-head">
        <TabList size="small" selectedValue={panel} onTabSelect={(_, data) => setPanel(data.value as Panel)}>
          <Tab value="details">{words.details}</Tab>
          <Tab value="kb">{words.kb}</Tab>
          <Tab value="history">{words.history}</Tab>
        </TabList>
        <Tooltip content={words.close} relationship="label">
          <Button className="side-close" appearance="subtle" size="small" icon={<Icon name="close" size={16} />} onClick={close} />
        </Tooltip>
      </div>
      <div className="side-body" tabIndex={0} role="region" aria-label={words[panel]}>
        {panel === 'details' && <Details ticket={ticket} ask={ask} />}
        {panel === 'kb' && <Articles ticket={ticket} />}
        {panel === 'history' && <Others ticket={ticket} />}
      </div>
    </aside>
  );
}

function Details({ ticket, ask }: { ticket: Ticket; ask: (asked: Asked) => void }) {
  const policy = useDeskState((s) => s.policy);
  const person = personOf(ticket.person, texts.channelPeople);
  const category = policy?.categories.find((one) => one.id === ticket.category)?.title;
  const customer = policy?.customers.find((one) => one.id === ticket.customer)?.name ?? ticket.customer;
  const queue = policy?.queues.find((one) => one.id === ticket.queue)?.title;
  return (
    <>
      <section>
        <h2>{words.person}</h2>
        <p className="side-name">{person.name}</p>
        <p className="quiet side-id" title={person.detail}>
          {person.detail === person.name ? '' : person.detail}
        </p>
        <dl>
          <dt>{words.customer}</dt>
          <dd>{customer}</dd>
          <dt>{words.channel}</dt>
          <dd>{texts.channels[ticket.channel] ?? ticket.channel}</dd>
          {ticket.language && (
            <>
              <dt>{words.language}</dt>
              <dd>{languageName(ticket.language)}</dd>
            </>
          )}
        </dl>
      </section>
      <section>
        <h2>{words.tried}</h2>
        {ticket.articles.length === 0 ? (
          <p className="quiet">{words.triedNothing}</p>
        ) : (
          <ul className="tried">
            {ticket.articles.map((one) => (
              <li key={one.article}>
                <Icon name={one.verdict === 'helped' ? 'check' : one.verdict === 'did-not-help' ? 'close' : 'book'} size={16} />
                <span>
                  {one.title}
                  <span className="quiet"> · {words.verdicts[one.verdict]}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <DueSection ticket={ticket} ask={ask} />
      <section>
        <h2>{words.about}</h2>
        <dl>
          <dt>{words.priority}</dt>
          <dd>
            <Priority ticket={ticket} /> {policy?.priorities.find((one) => one.id === ticket.priority)?.title}
          </dd>
          {category && (
            <>
              <dt>{words.category}</dt>
              <dd>{category}</dd>
            </>
          )}
          <dt>{words.queue}</dt>
          <dd>
            {queue ?? '–'} · {texts.tier(ticket.tier)}
          </dd>
          <dt>{words.opened}</dt>
          <dd>
            <When at={ticket.openedAt} />
          </dd>
        </dl>
      </section>
      {ticket.vendorCases.length > 0 && (
        <section>
          <h2>{words.vendors}</h2>
          <ul className="plain">
            {ticket.vendorCases.map((one) => (
              <li key={one.reference}>
                {policy?.vendors.find((v) => v.id === one.vendor)?.name ?? one.vendor} · {one.reference} <span className="quiet">{one.closedAt ? words.vendorClosed : words.vendorOpen}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ticket.links.length > 0 && (
        <section>
          <h2>{words.links}</h2>
          <ul className="plain">
            {ticket.links.map((one) => (
              <LinkedTicket key={one.ticket + one.kind} id={one.ticket} kind={one.kind} />
            ))}
          </ul>
        </section>
      )}
      {ticket.resolution && (
        <section>
          <h2>{words.resolution}</h2>
          <p>{ticket.resolution.note}</p>
        </section>
      )}
    </>
  );
}

function LinkedTicket({ id, kind }: { id: string; kind: string }) {
  const desk = useDesk();
  const [found, setFound] = useState<Ticket | null>(null);
  useEffect(() => void desk.find(id).then(setFound), [desk, id]);
  return (
    <li>
      <span className="quiet">{words.linkKinds[kind] ?? kind}</span> {found ? <TicketLink ticket={found} /> : '…'}
    </li>
  );
}

function TicketLink({ ticket }: { ticket: Ticket }) {
  return (
    <a
      href={pathOf({ view: 'desk', ticket: ticket.number })}
      onClick={(event) => {
        event.preventDefault();
        go({ view: 'desk', ticket: ticket.number });
      }}
    >
      {ticket.number} {ticket.subject}
    </a>
  );
}

function DueSection({ ticket, ask }: { ticket: Ticket; ask: (asked: Asked) => void }) {
  const [due, setDue] = useState<DueExplanation | null>(null);
  useEffect(() => {
    let current = true;
    void api.due(ticket.id).then((answer) => current && answer.ok && setDue(answer.value));
    return () => {
      current = false;
    };
  }, [ticket.id, ticket.version]);
  return (
    <section>
      <h2>
        {words.due}
        <button type="button" className="link" onClick={() => ask({ kind: 'why', ticket })}>
          {words.why}
        </button>
      </h2>
      {due === null ? (
        <span className="bone bone-line" />
      ) : due.clocks.length === 0 ? (
        <p className="quiet">{words.noClocks}</p>
      ) : (
        <ul className="clocks">
          {due.clocks
            .filter((one) => one.kind !== 'ola')
            .map((one) => (
              <li key={one.kind + one.subject} className={`due-${toneOfClock(one)}`} title={one.due ? exact(one.due) : ''}>
                {one.state === 'met' ? <Icon name="check" size={14} /> : <ToneIcon tone={toneOfClock(one)} />}
                <span>{texts.clocks[one.kind] ?? one.kind}</span>
                <span className="clock-time">{one.state === 'met' ? words.met : one.due ? moment(one.due, Date.now()) : words.states[one.state]}</span>
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}

/** The knowledge base beside the chat: find, read, insert as text. Begins with what the ticket is about. */
function Articles({ ticket }: { ticket: Ticket }) {
  const [typed, setTyped] = useState(ticket.subject);
  const [found, setFound] = useState<FoundArticle[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      if (typed.trim().length < 2) return setFound([]);
      const answer = await api.articles(typed.trim(), stop.signal);
      if (stop.signal.aborted) return;
      setFound(answer.ok ? answer.value.articles : []);
      setProblem(answer.ok ? null : answer.problem.words || texts.problem.offline);
    }, SEARCH_AFTER);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [typed]);
  return (
    <div className="kb">
      <Input id="kb-search" type="search" value={typed} aria-label={words.kbSearch} placeholder={words.kbSearch} contentBefore={<Icon name="search" size={16} />} onChange={(_, data) => setTyped(data.value)} />
      {problem && <p role="alert">{problem}</p>}
      {found === null && <span className="bone bone-row" />}
      {found?.length === 0 && !problem && <p className="quiet">{words.kbNothing}</p>}
      <ul className="kb-list">
        {found?.map((one) => (
          <li key={one.id}>
            <Article article={one} ticket={ticket} open={open === one.id} toggle={() => setOpen(open === one.id ? null : one.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Article({ article, ticket, open, toggle }: { article: FoundArticle; ticket: Ticket; open: boolean; toggle: () => void }) {
  const desk = useDesk();
  const shown = ticket.articles.find((one) => one.article === article.id);
  const insert = () => {
    desk.usedArticle(ticket.id, { id: article.id, title: article.title });
    window.dispatchEvent(new CustomEvent('console:insert', { detail: { text: asMessage(article) } }));
  };
  return (
    <article className="kb-one">
      <button type="button" className="kb-title" aria-expanded={open} onClick={toggle}>
        {article.title}
        <Icon name="chevron" size={14} />
      </button>
      {shown && <p className="tag">{words.shownAlready(words.verdicts[shown.verdict])}</p>}
      {!open && <p className="quiet kb-summary">{article.summary || article.lead}</p>}
      {open && (
        <>
          {article.lead && <p>{article.lead}</p>}
          {article.steps.length > 0 && (
            <ol>
              {article.steps.map((step, index) => (
                <li key={index}>{step}</li>
              ))}
            </ol>
          )}
        </>
      )}
      <Button size="small" onClick={insert}>
        {words.insert}
      </Button>
    </article>
  );
}

export function asMessage(article: FoundArticle): string {
  const steps = article.steps.map((step, index) => `${index + 1}. ${step}`);
  return [article.title, ...(article.lead ? [article.lead] : []), ...steps].join('\n');
}

function Others({ ticket }: { ticket: Ticket }) {
  const [found, setFound] = useState<Ticket[] | null>(null);
  useEffect(() => {
    let current = true;
    void api.tickets({ person: ticket.person, sort: 'opened', limit: '20' }).then((answer) => current && setFound(answer.ok ? answer.value.tickets.filter((one) => one.id !== ticket.id) : []));
    return () => {
      current = false;
    };
  }, [ticket.person, ticket.id]);
  if (found === null) return <span className="bone bone-row" />;
  if (found.length === 0) return <p className="quiet">{words.noOthers}</p>;
  return (
    <ul className="others">
      {found.map((one) => (
        <li key={one.id}>
          <TicketLink ticket={one} />
          <p className="quiet">
            {texts.status[one.status]} · <When at={one.openedAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

