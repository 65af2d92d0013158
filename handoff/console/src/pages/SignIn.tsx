import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { account } from '../api/desk';
import type { Problem } from '../api/http';
import type { Me } from '../api/types';
import { texts } from '../texts';
import { Card } from './Notices';

const words = texts.signIn;

export function SignIn({ done, reload }: { done: (me: Me) => void; reload: () => Promise<void> }) {
  return (
    <Card title={words.title}>
      <SignInForm done={(me) => (me ? done(me) : void reload())} />
      <p className="card-foot">{words.help}</p>
    </Card>
  );
}

/** Also used over a console whose session has ended: what is typed there stays. */
export function SignInForm({ done, email: known }: { done: (me: Me | null) => void; email?: string }) {
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const codeBox = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (needsCode) codeBox.current?.focus();
  }, [needsCode]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const answer = await account.signIn(email.trim(), password, needsCode ? code.trim() : null);
    setBusy(false);
    if (!answer.ok) return setProblem(wordsOf(answer.problem, needsCode));
    if (answer.value.need === 'code') return setNeedsCode(true);
    // Whether a second factor has to be set up first is known to the session, not to the sign-in.
    const me = await account.me();
    done(me.ok ? me.value : answer.value.me);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="form">
      {problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <span role="alert">{problem}</span>
          </MessageBarBody>
        </MessageBar>
      )}
      <Field label={words.email} required>
        <Input type="email" autoComplete="username" value={email} onChange={(_, data) => setEmail(data.value)} size="large" autoFocus={!known} />
      </Field>
      <Field label={words.password} required>
        <Input type="password" autoComplete="current-password" value={password} onChange={(_, data) => setPassword(data.value)} size="large" autoFocus={Boolean(known)} />
      </Field>
      {needsCode && (
        <Field label={words.code} hint={words.codeHint} required>
          <Input input={{ ref: codeBox }} autoComplete="one-time-code" inputMode="text" value={code} onChange={(_, data) => setCode(data.value)} size="large" />
        </Field>
      )}
      <Button type="submit" appearance="primary" size="large" disabled={busy}>
        {busy ? words.busy : words.submit}
      </Button>
    </form>
  );
}

function wordsOf(problem: Problem, withCode: boolean): string {
  if (problem.status === 0) return words.offline;
  if (problem.status === 401) return withCode ? words.wrongCode : words.wrong;
  if (problem.status === 429) return words.locked;
  return problem.words;
}
