import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Link } from '@fluentui/react-components';
import { texts } from '../texts';

export function NewTalkDialog({ open, onClose, onConfirm }: { readonly open: boolean; readonly onClose: () => void; readonly onConfirm: () => void }) {
  return (
    <Dialog modalType="alert" open={open} onOpenChange={onClose}>
      <DialogSurface className="dialog">
        <DialogBody>
          <DialogTitle>{texts.newTalk.title}</DialogTitle>
          <DialogContent>{texts.newTalk.text}</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.newTalk.cancel}</Button>
            <Button appearance="primary" onClick={onConfirm}>
              {texts.newTalk.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

export function AboutDialog({ desk, open, onClose }: { readonly desk: string; readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogSurface className="dialog">
        <DialogBody>
          <DialogTitle>{texts.about.title(desk)}</DialogTitle>
          <DialogContent className="about">
            <p>{texts.about.text}</p>
            <p>{texts.about.privacy}</p>
            <p>{texts.about.keys}</p>
            <Link href="/assets/webchat.LICENSE.txt" target="_blank" rel="noreferrer">
              {texts.about.licences}
            </Link>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {texts.about.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
