import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useDesk, useDeskState } from '../desk/use';
import { SignInForm } from '../pages/SignIn';
import { texts } from '../texts';
import { Icon } from './icons';

const LASTS = { info: 4_000, problem: 9_000 };

/** What the desk answered to what was just done. */
export function Said() {
  const desk = useDesk();
  const said = useDeskState((s) => s.said);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => desk.hush(), LASTS[said.tone]);
    return () => clearTimeout(timer);
  }, [said, desk]);
  return (
    <div className="said" role={said?.tone === 'problem' ? 'alert' : 'status'}>
      {said && (
        <p key={said.id} data-tone={said.tone}>
          <Icon name={said.tone === 'problem' ? 'alert' : 'check'} size={16} />
          <span>{said.words}</span>
          <button type="button" aria-label={texts.close} onClick={() => desk.hush()}>
            <Icon name="close" size={14} />
          </button>
        </p>
      )}
    </div>
  );
}

/** The session ended while the console was open: signing in again goes on where it was. */
export function SignedOut({ email }: { email: string }) {
  const desk = useDesk();
  return (
    <Dialog open modalType="alert">
      <DialogSurface className="dialog">
        <DialogBody>
          <DialogTitle>{texts.signIn.again}</DialogTitle>
          <DialogContent>
            <p>{texts.signIn.againText}</p>
            <SignInForm email={email} done={(me) => (me?.email.toLowerCase() === email.toLowerCase() ? desk.signedInAgain(me) : location.reload())} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
