import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { texts } from '../texts';

/** What the person must know now, in words, above the talk. */
export function Notices({ offline, waiting, tooLarge, notSent, onDismiss }: {
  readonly offline: boolean;
  readonly waiting: number;
  readonly tooLarge: readonly string[];
  readonly notSent: boolean;
  readonly onDismiss: () => void;
}) {
  return (
    <div className="notices" aria-live="polite">
      {offline && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {texts.banner.reconnecting} {waiting > 0 && texts.banner.waiting(waiting)}
          </MessageBarBody>
        </MessageBar>
      )}
      {(tooLarge.length > 0 || notSent) && (
        <MessageBar intent="error">
          <MessageBarBody>{tooLarge.length > 0 ? texts.banner.tooLarge(tooLarge.join(', '), '20 MB') : texts.banner.notSent}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={onDismiss}>
              {texts.banner.dismiss}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}
