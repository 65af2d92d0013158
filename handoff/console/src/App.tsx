import { FluentProvider } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { account } from './api/desk';
import type { Problem } from './api/http';
import type { Me } from './api/types';
import { Console } from './pages/Console';
import { SecondFactorPage } from './pages/SecondFactor';
import { SignIn } from './pages/SignIn';
import { Broken, NoAccess, Opening } from './pages/Notices';
import { choicesOfLook, LookContext } from './theme/look';
import { useChoice, useMedia } from './theme/choices';
import { lookOf, themeOf } from './theme/theme';

type Session = { state: 'opening' } | { state: 'out' } | { state: 'broken'; problem: Problem } | { state: 'in'; me: Me };

const DESK_ROLES = ['agent', 'lead', 'admin', 'auditor'];

export function App() {
  const [session, setSession] = useState<Session>({ state: 'opening' });
  const [choice, setChoice] = useChoice('helpdesk.look', choicesOfLook, 'system');
  const look = lookOf(choice, useMedia('(prefers-color-scheme: dark)'), useMedia('(forced-colors: active)'));

  const load = useCallback(async () => {
    const answer = await account.session();
    if (!answer.ok) setSession({ state: 'broken', problem: answer.problem });
    else setSession(answer.value.me ? { state: 'in', me: answer.value.me } : { state: 'out' });
  }, []);

  useEffect(() => void load(), [load]);
  useEffect(() => {
    document.documentElement.dataset['look'] = look;
  }, [look]);

  return (
    <FluentProvider theme={themeOf(look)}>
      <LookContext value={{ choice, setChoice }}>
        <Page session={session} load={load} signedIn={(me) => setSession({ state: 'in', me })} signedOut={() => setSession({ state: 'out' })} />
      </LookContext>
    </FluentProvider>
  );
}

function Page({ session, load, signedIn, signedOut }: { session: Session; load: () => Promise<void>; signedIn: (me: Me) => void; signedOut: () => void }) {
  if (session.state === 'opening') return <Opening />;
  if (session.state === 'out') return <SignIn done={signedIn} reload={load} />;
  if (session.state === 'broken') return <Broken problem={session.problem} again={load} />;
  const { me } = session;
  if (me.need === 'second-factor') return <SecondFactorPage done={load} leave={signedOut} />;
  if (!me.roles.some((role) => DESK_ROLES.includes(role))) return <NoAccess me={me} leave={signedOut} />;
  return <Console key={me.id} me={me} leave={signedOut} reload={load} />;
}
