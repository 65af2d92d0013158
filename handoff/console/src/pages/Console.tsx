import { useEffect, useMemo, useState } from 'react';
import { account } from '../api/desk';
import type { Problem } from '../api/http';
import type { Me } from '../api/types';
import { useAutomaticAway } from '../desk/away';
import { Desk } from '../desk/desk';
import { chatsOf, offersOf } from '../desk/rows';
import { DeskContext, useDesk, useDeskState } from '../desk/use';
import { useKeys } from '../keys/useKeys';
import { Dialogs, type Asked } from '../parts/Dialogs';
import { Offers } from '../parts/Offers';
import { Rail } from '../parts/Rail';
import { Said, SignedOut } from '../parts/Said';
import { texts } from '../texts';
import { useMedia } from '../theme/choices';
import { Accounts } from './Accounts';
import { useCommands } from './commands';
import { DeskPage } from './DeskPage';
import { Broken, Opening } from './Notices';
import { go, useRoute } from './route';
import { Wall } from './Wall';

export function Console({ me, leave, reload }: { me: Me; leave: () => void; reload: () => Promise<void> }) {
  const [desk] = useState(() => new Desk(me));
  const [started, setStarted] = useState<'opening' | 'open' | Problem>('opening');
  useEffect(() => {
    void desk.start().then((problem) => setStarted(problem ?? 'open'));
    return () => desk.stop();
  }, [desk]);

  if (started === 'opening') return <Opening />;
  if (started !== 'open') return <Broken problem={started} again={reload} />;
  const signOut = async () => {
    await desk.setPresenceQuietly('offline');
    await account.signOut();
    desk.drafts.forgetAll();
    desk.outbox.forgetAll();
    leave();
  };
  return (
    <DeskContext value={desk}>
      <Open signOut={signOut} />
    </DeskContext>
  );
}

function Open({ signOut }: { signOut: () => Promise<void> }) {
  const desk = useDesk();
  const route = useRoute();
  const [asked, setAsked] = useState<Asked | null>(null);
  const me = useDeskState((s) => s.me);
  const signedOut = useDeskState((s) => s.signedOut);
  const commands = useCommands(setAsked, signOut);
  useKeys(commands, asked !== null || signedOut);
  useAutomaticAway(desk);
  useTitle();

  const wantsAccounts = me.roles.includes('admin') && !me.roles.some((role) => role === 'agent' || role === 'lead') && location.pathname === '/agents';
  useEffect(() => {
    if (wantsAccounts) go({ view: 'accounts' });
  }, [wantsAccounts]);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && desk.tryNow();
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [desk]);

  const mayLead = desk.seesAll;
  const narrow = useMedia('(max-width: 719px)');
  const floating = narrow || route.view !== 'desk';
  return (
    <div className="shell" data-view={route.view}>
      <a className="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}>
        {texts.skip}
      </a>
      <Rail route={route} ask={setAsked} signOut={signOut} />
      <LineState />
      {route.view === 'desk' && <DeskPage wanted={route.ticket} ask={setAsked} commands={commands} offers={!floating} />}
      {route.view === 'wall' && (mayLead ? <Wall ask={setAsked} /> : <NotYours />)}
      {route.view === 'accounts' && (me.roles.includes('admin') ? <Accounts /> : <NotYours />)}
      {floating && <Offers ask={setAsked} floating />}
      <Dialogs asked={asked} close={() => setAsked(null)} ask={setAsked} commands={commands} />
      <Said />
      {signedOut && <SignedOut email={me.email} />}
    </div>
  );
}

function NotYours() {
  return (
    <main className="pane-whole" id="main" tabIndex={-1}>
      <div className="empty">
        <h1>{texts.notYours.title}</h1>
        <p>{texts.notYours.text}</p>
      </div>
    </main>
  );
}

/** Calm: says that the line is gone and that nothing is lost, takes no room while all is well. */
function LineState() {
  const line = useDeskState((s) => s.line);
  const waiting = useDeskState((s) => s.outbox.length);
  return (
    <div className="line-state" role="status" data-line={line}>
      {line === 'offline' && <span>{waiting > 0 ? texts.line.offlineWith(waiting) : texts.line.offline}</span>}
    </div>
  );
}

/** The tab says what waits: offers first, then people who wait for an answer. */
function useTitle() {
  const desk = useDesk();
  const tickets = useDeskState((s) => s.tickets);
  const me = useDeskState((s) => s.me.id);
  const name = useDeskState((s) => s.policy?.name ?? texts.product);
  const [offers, unanswered] = useMemo(
    () => [offersOf(tickets.values(), me, desk.now()).length, chatsOf(tickets.values(), me).filter((t) => t.awaitingReplySince && t.status === 'assigned').length],
    [tickets, me, desk],
  );
  useEffect(() => {
    document.title = offers > 0 ? texts.title.offer(name) : unanswered > 0 ? texts.title.waiting(unanswered, name) : texts.title.calm(name);
  }, [offers, unanswered, name]);
}
