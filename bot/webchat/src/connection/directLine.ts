import type { Stream } from './subject';

/** What is read of an activity of the Bot Framework protocol; everything else passes through untouched. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly timestamp?: string;
  readonly from?: { readonly id?: string; readonly name?: string; readonly role?: string };
  readonly text?: string;
  readonly value?: unknown;
  readonly attachments?: readonly { readonly contentType?: string; readonly contentUrl?: string; readonly name?: string; readonly content?: unknown }[];
  readonly channelData?: { readonly clientActivityID?: string; readonly postBack?: boolean; readonly attachmentSizes?: readonly number[] };
}

/** botframework-directlinejs: the states of its connectionStatus$. */
export const Status = { Uninitialized: 0, Connecting: 1, Online: 2, ExpiredToken: 3, FailedToConnect: 4, Ended: 5 } as const;

/** The connection object that Web Chat is given, and that WebChat.createDirectLine makes. */
export interface DirectLine {
  readonly token?: string;
  readonly activity$: Stream<Activity>;
  readonly connectionStatus$: Stream<number>;
  postActivity(activity: Activity): Stream<string>;
  getSessionId?(): Stream<string>;
  end(): void;
}

/** Private to directlinejs, whose version is pinned: it says nothing when its socket closes, and waits 3 to 15 s before it looks again. */
interface WithServices {
  services?: { WebSocket?: typeof WebSocket };
}

/** Tells when a socket of the line opens, and at once when one closes by itself. Must come before anyone subscribes to the line. */
export function watchSockets(line: DirectLine, opened: () => void, closed: () => void): void {
  const { services } = line as unknown as WithServices;
  if (!services?.WebSocket) return;
  services.WebSocket = class extends services.WebSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('open', opened);
      this.addEventListener('close', closed);
    }
  };
}
