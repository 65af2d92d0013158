import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { account } from '../api/desk';
import type { Problem } from '../api/http';
import type { Me } from '../api/types';
import icon from '../icon.svg';
import { texts } from '../texts';

/** One thing in the middle of the page, below the desk's mark. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="card-page">
      <div className="card">
        <p className="card-mark">
          <img src={icon} alt="" width={28} height={28} />
          {texts.product}
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

export function Opening() {
  return (
    <main className="shell shell-opening" aria-busy="true" aria-label={texts.opening}>
      <div className="rail" />
      <div className="pane-list">
        {Array.from({ length: 7 }, (_, index) => (
          <span key={index} className="bone bone-row" />
        ))}
      </div>
      <div className="pane-talk">
        <span className="bone bone-head" />
      </div>
    </main>
  );
}

export function Broken({ problem, again }: { problem: Problem; again: () => Promise<void> }) {
  return (
    <Card title={texts.broken.title}>
      <p>{problem.status === 0 ? texts.broken.offline : problem.words}</p>
      <Button appearance="primary" onClick={() => void again()}>
        {texts.broken.retry}
      </Button>
    </Card>
  );
}

export function NoAccess({ me, leave }: { me: Me; leave: () => void }) {
  return (
    <Card title={texts.noAccess.title}>
      <p>{texts.noAccess.text(me.email)}</p>
      <Button onClick={() => void account.signOut().then(leave)}>{texts.me.signOut}</Button>
    </Card>
  );
}
