import { Button } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { isOpen } from '../desk/countdown';
import { useDesk, useDeskState } from '../desk/use';
import type { Command } from '../keys/commands';
import { Conversation } from '../parts/Conversation';
import type { Asked } from '../parts/Dialogs';
import { Lists } from '../parts/Lists';
import { Offers } from '../parts/Offers';
import { Side } from '../parts/Side';
import { texts } from '../texts';
import { useMedia } from '../theme/choices';
import { go } from './route';

/** Lists, the conversation, and what is known about it; on a narrow screen one of them at a time. */
export function DeskPage({ wanted, ask, commands, offers }: { wanted: string | null; ask: (asked: Asked) => void; commands: Command[]; offers: boolean }) {
  const desk = useDesk();
  const selected = useDeskState((s) => s.selected);
  const tickets = useDeskState((s) => s.tickets);
  const [missing, setMissing] = useState<string | null>(null);
  const [side, setSide] = useState(false);
  const narrow = useMedia('(max-width: 719px)');
  const ticket = selected ? (tickets.get(selected) ?? null) : null;

  useEffect(() => {
    setMissing(null);
    if (!wanted) return void desk.select(null);
    let current = true;
    void desk.find(wanted).then((found) => {
      if (!current) return;
      if (found) void desk.select(found.id);
      else setMissing(wanted);
    });
    return () => {
      current = false;
    };
  }, [desk, wanted]);
  useEffect(() => {
    const show = () => setSide(true);
    window.addEventListener('console:side', show);
    return () => window.removeEventListener('console:side', show);
  }, []);

  const shown = ticket && wanted ? ticket : null;
  return (
    <div className="desk" data-open={wanted ? 'talk' : 'lists'} data-side={side && shown ? 'open' : 'closed'}>
      <Lists selected={shown?.id ?? null} alone={narrow && !wanted}>{offers && <Offers ask={ask} floating={false} />}</Lists>
      <main className="pane-talk" id="main" tabIndex={-1} aria-label={shown ? texts.talk.of(shown.number) : texts.talk.none}>
        {shown ? (
          <Conversation key={shown.id} ticket={shown} ask={ask} commands={commands} back={() => go({ view: 'desk', ticket: null })} side={side} toggleSide={() => setSide(!side)} />
        ) : missing ? (
          <div className="empty">
            <h1>{texts.talk.missing(missing)}</h1>
            <p>{texts.talk.missingText}</p>
            <Button onClick={() => go({ view: 'desk', ticket: null })}>{texts.talk.toLists}</Button>
          </div>
        ) : (
          <Nothing />
        )}
      </main>
      {shown && <Side ticket={shown} close={() => setSide(false)} ask={ask} />}
    </div>
  );
}

/** No chat is open: what there is to do now, or why there is nothing. */
function Nothing() {
  const agent = useDeskState((s) => s.agent);
  const me = useDeskState((s) => s.me);
  const tickets = useDeskState((s) => s.tickets);
  const waiting = useMemo(() => [...tickets.values()].filter((t) => isOpen(t) && !t.agent).length, [tickets]);
  const words = texts.nothing;
  const staff = me.roles.includes('agent') || me.roles.includes('lead');
  return (
    <div className="empty">
      {staff && !agent ? (
        <>
          <h1>{words.notEnrolled}</h1>
          <p>{words.notEnrolledText}</p>
        </>
      ) : agent?.presence === 'offline' || agent?.presence === 'away' ? (
        <>
          <h1>{words.offline(texts.presence[agent.presence])}</h1>
          <p>{words.offlineText}</p>
        </>
      ) : (
        <>
          <h1>{waiting > 0 ? words.pick : words.calm}</h1>
          <p>{waiting > 0 ? words.pickText : words.calmText}</p>
        </>
      )}
      <p className="quiet">
        <kbd>?</kbd> {words.keys} <kbd>Ctrl</kbd> <kbd>K</kbd> {words.palette}
      </p>
    </div>
  );
}
