import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Ticket } from '../api/types';
import type { Command } from '../keys/commands';
import { texts } from '../texts';
import { OwnPassword, OwnSecondFactor } from './dialogs/Own';
import { Decline, Escalate, LinkTicket, OpenTicket, Pause, Prioritise, Reopen, Resolve, TakeOver, Transfer } from './dialogs/Work';
import { KeySheet } from './dialogs/KeySheet';
import { Palette } from './dialogs/Palette';
import { Why } from './dialogs/Why';

/** A question to the person at the screen; one at a time. */
export type Asked =
  | { kind: 'decline' | 'transfer' | 'escalate' | 'pause' | 'resolve' | 'link' | 'priority' | 'why' | 'take-over' | 'reopen'; ticket: Ticket }
  | { kind: 'open' | 'keys' | 'palette' | 'password' | 'second-factor' };

export function Dialogs({ asked, close, ask, commands }: { asked: Asked | null; close: () => void; ask: (asked: Asked) => void; commands: Command[] }) {
  if (!asked) return null;
  switch (asked.kind) {
    case 'decline':
      return <Decline ticket={asked.ticket} close={close} />;
    case 'transfer':
      return <Transfer ticket={asked.ticket} close={close} />;
    case 'escalate':
      return <Escalate ticket={asked.ticket} close={close} />;
    case 'pause':
      return <Pause ticket={asked.ticket} close={close} />;
    case 'resolve':
      return <Resolve ticket={asked.ticket} close={close} />;
    case 'link':
      return <LinkTicket ticket={asked.ticket} close={close} />;
    case 'priority':
      return <Prioritise ticket={asked.ticket} close={close} />;
    case 'take-over':
      return <TakeOver ticket={asked.ticket} close={close} />;
    case 'reopen':
      return <Reopen ticket={asked.ticket} close={close} />;
    case 'why':
      return <Why ticket={asked.ticket} close={close} />;
    case 'open':
      return <OpenTicket close={close} />;
    case 'keys':
      return <KeySheet commands={commands} close={close} />;
    case 'palette':
      return <Palette commands={commands} close={close} ask={ask} />;
    case 'password':
      return <OwnPassword close={close} />;
    case 'second-factor':
      return <OwnSecondFactor close={close} />;
    default:
      return null;
  }
}

/** The frame that all questions share: a title, fields, one way to do it and one way out. `submit` answers whether it was done. */
export function Ask({ title, children, submit, does, close, danger, off }: {
  title: string;
  children: ReactNode;
  submit: () => Promise<boolean>;
  does: string;
  close: () => void;
  danger?: boolean;
  off?: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || off) return;
    setBusy(true);
    const done = await submit();
    setBusy(false);
    if (done) close();
  };
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className="dialog">
        <form onSubmit={(event) => void send(event)}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className="form">{children}</DialogContent>
            <DialogActions>
              <Button onClick={close}>{texts.cancel}</Button>
              <Button type="submit" appearance="primary" className={danger ? 'danger' : ''} disabledFocusable={busy || off === true}>
                {does}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** Something to be read, with one way out. */
export function Show({ title, children, close, wide }: { title: string; children: ReactNode; close: () => void; wide?: boolean }) {
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent tabIndex={0}>{children}</DialogContent>
          <DialogActions>
            <Button onClick={close}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
