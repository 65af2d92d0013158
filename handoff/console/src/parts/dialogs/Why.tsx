import { useEffect, useState } from 'react';
import { desk as api } from '../../api/desk';
import type { DueExplanation, MatchExplanation, PriorityExplanation, Ticket } from '../../api/types';
import { toneOfClock } from '../../desk/countdown';
import { exact, moment } from '../../desk/times';
import { useDeskState } from '../../desk/use';
import { texts } from '../../texts';
import { Show } from '../Dialogs';
import { ToneIcon, When } from '../Due';

const words = texts.why;

/** The desk's own explanation: when it is due and why, how it came to its priority, and who could take it. */
export function Why({ ticket, close }: { ticket: Ticket; close: () => void }) {
  const [due, setDue] = useState<DueExplanation | null>(null);
  const [priority, setPriority] = useState<PriorityExplanation | null>(null);
  const [match, setMatch] = useState<MatchExplanation | null>(null);
  const agents = useDeskState((s) => s.agents);
  useEffect(() => {
    void api.due(ticket.id).then((answer) => answer.ok && setDue(answer.value));
    void api.priority(ticket.id).then((answer) => answer.ok && setPriority(answer.value));
    void api.match(ticket.id).then((answer) => answer.ok && setMatch(answer.value));
  }, [ticket.id]);
  return (
    <Show title={words.title(ticket.number)} close={close} wide>
      <div className="why-parts">
        <section>
          <h3>{words.due}</h3>
          {due === null && <span className="bone bone-row" />}
          <ol className="timeline">
            {due?.clocks.map((one) => (
              <li key={one.kind + one.subject} className={`due-${toneOfClock(one)}`}>
                <p>
                  <ToneIcon tone={toneOfClock(one)} />
                  <strong>{texts.clocks[one.kind] ?? one.kind}</strong>
                  <span className="quiet">{texts.side.states[one.state]}</span>
                  {one.due && <time dateTime={one.due} title={exact(one.due)}>{moment(one.due, Date.now())}</time>}
                </p>
                {one.words.split(/;\s+|\n/).map((line) => (
                  <p key={line}>{line}</p>
                ))}
                <meter min={0} max={100} value={Math.min(100, one.percentUsed)} aria-label={words.used(Math.round(one.percentUsed))} />
                <span className="quiet">{words.used(Math.round(one.percentUsed))}</span>
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h3>{words.priority}</h3>
          {priority === null && <span className="bone bone-row" />}
          <ol className="timeline">
            {priority?.steps.map((step) => (
              <li key={step.at}>
                <p>
                  <strong>{step.priority}</strong> <When at={step.at} />
                </p>
                {step.why.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </li>
            ))}
          </ol>
        </section>
        {match?.waits && (
          <section>
            <h3>{words.match}</h3>
            {match.position !== null && <p>{words.position(match.position)}</p>}
            <ul className="plain">
              {match.agents.map((one) => (
                <li key={one.agent}>
                  <strong>{agents.get(one.agent)?.name ?? texts.talk.somebody}</strong>{' '}
                  <span className="quiet">{one.able ? words.able : one.obstacles.join('; ')}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Show>
  );
}
