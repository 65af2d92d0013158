import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { account } from '../api/desk';
import { texts } from '../texts';
import { Card } from './Notices';

const words = texts.secondFactor;

/** A role demands a second factor: nothing else works before it is set up. */
export function SecondFactorPage({ done, leave }: { done: () => Promise<void>; leave: () => void }) {
  return (
    <Card title={words.title}>
      <p>{words.why}</p>
      <SecondFactorSetup done={() => void done()} />
      <p className="card-foot">
        <Button appearance="transparent" onClick={() => void account.signOut().then(leave)}>
          {texts.me.signOut}
        </Button>
      </p>
    </Card>
  );
}

export function SecondFactorSetup({ done }: { done: () => void }) {
  const [password, setPassword] = useState('');
  const [started, setStarted] = useState<{ secret: string; link: string } | null>(null);
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const start = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await account.startSecondFactor(password);
    if (answer.ok) setStarted(answer.value);
    setProblem(answer.ok ? null : answer.problem.words || texts.problem.offline);
  };
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await account.confirmSecondFactor(code.trim());
    if (answer.ok) setRecovery(answer.value.recovery);
    setProblem(answer.ok ? null : answer.problem.words || texts.problem.offline);
  };

  const trouble = problem && (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <span role="alert">{problem}</span>
      </MessageBarBody>
    </MessageBar>
  );

  if (recovery)
    return (
      <div className="form">
        <p>{words.recovery}</p>
        <ul className="codes">
          {recovery.map((one) => (
            <li key={one}>
              <code>{one}</code>
            </li>
          ))}
        </ul>
        <Button onClick={() => void navigator.clipboard.writeText(recovery.join('\n'))}>{words.copy}</Button>
        <Button appearance="primary" onClick={done}>
          {words.kept}
        </Button>
      </div>
    );
  if (!started)
    return (
      <form className="form" onSubmit={(event) => void start(event)}>
        {trouble}
        <Field label={words.password} required>
          <Input type="password" autoComplete="current-password" value={password} onChange={(_, data) => setPassword(data.value)} />
        </Field>
        <Button type="submit" appearance="primary">
          {words.start}
        </Button>
      </form>
    );
  return (
    <form className="form" onSubmit={(event) => void confirm(event)}>
      {trouble}
      <p>{words.scan}</p>
      <p className="secret">
        <code>{started.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>
        <a href={started.link}>{words.open}</a>
      </p>
      <Field label={words.code} required>
        <Input autoComplete="one-time-code" inputMode="numeric" value={code} onChange={(_, data) => setCode(data.value)} />
      </Field>
      <Button type="submit" appearance="primary">
        {words.confirm}
      </Button>
    </form>
  );
}
