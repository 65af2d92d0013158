import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { account } from '../../api/desk';
import { useDesk, useDeskState } from '../../desk/use';
import { SecondFactorSetup } from '../../pages/SecondFactor';
import { texts } from '../../texts';
import { Ask, Show } from '../Dialogs';

const words = texts.own;

export function OwnPassword({ close }: { close: () => void }) {
  const desk = useDesk();
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const submit = async () => {
    const answer = await account.changePassword(before, after);
    if (answer.ok) desk.tell(words.passwordDone);
    else desk.tellProblem(answer.problem);
    return answer.ok;
  };
  return (
    <Ask title={words.password} does={words.passwordDoes} close={close} off={!before || !after} submit={submit}>
      <Field label={words.passwordBefore} required>
        <Input type="password" autoComplete="current-password" value={before} onChange={(_, data) => setBefore(data.value)} autoFocus />
      </Field>
      <Field label={words.passwordAfter} hint={words.passwordHint} required>
        <Input type="password" autoComplete="new-password" value={after} onChange={(_, data) => setAfter(data.value)} />
      </Field>
    </Ask>
  );
}

export function OwnSecondFactor({ close }: { close: () => void }) {
  const desk = useDesk();
  const me = useDeskState((s) => s.me);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const reload = async () => {
    const answer = await account.me();
    if (answer.ok) desk.signedInAgain(answer.value);
    close();
  };
  if (!me.secondFactor)
    return (
      <Show title={texts.secondFactor.title} close={close}>
        <SecondFactorSetup done={() => void reload()} />
      </Show>
    );
  const remove = async () => {
    const answer = await account.removeSecondFactor(password, code.trim());
    if (!answer.ok) return desk.tellProblem(answer.problem), false;
    await reload();
    return true;
  };
  return (
    <Ask title={words.removeFactor} does={words.removeFactorDoes} close={close} off={!password || !code} danger submit={remove}>
      <p>{words.removeFactorText}</p>
      <Field label={texts.signIn.password} required>
        <Input type="password" autoComplete="current-password" value={password} onChange={(_, data) => setPassword(data.value)} />
      </Field>
      <Field label={texts.signIn.code} required>
        <Input autoComplete="one-time-code" value={code} onChange={(_, data) => setCode(data.value)} />
      </Field>
    </Ask>
  );
}
