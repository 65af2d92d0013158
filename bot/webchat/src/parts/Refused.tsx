import { Button } from '@fluentui/react-components';
import type { Refusal } from '../connection/state';
import { texts } from '../texts';

export function Refused({ refusal, onRetry }: { readonly refusal: Refusal; readonly onRetry: () => void }) {
  return <WayOn title={texts.refused.title} text={wordsFor(refusal)} action={texts.refused.retry} onAction={onRetry} />;
}

export function Broken() {
  return <WayOn title={texts.broken.title} text={texts.broken.text} action={texts.broken.reload} onAction={() => location.reload()} />;
}

function WayOn({ title, text, action, onAction }: { readonly title: string; readonly text: string; readonly action: string; readonly onAction: () => void }) {
  return (
    <div className="way-on" role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      <Button appearance="primary" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}

function wordsFor(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'forbidden':
      return texts.refused.forbidden;
    case 'busy':
      return texts.refused.busy(refusal.seconds);
    case 'rejected':
      return texts.refused.rejected;
  }
}
