import { describe, expect, it } from 'vitest';
import { withAll, withoutTyping, withSignal, withTicket } from './state';
import { ticket } from './tickets.test-data';

describe('The picture of the desk', () => {
  it('keeps the later version of a ticket, whatever arrives first', () => {
    const before = ticket({ version: 7 });
    const all = new Map([[before.id, before]]);
    expect(withTicket(all, { ...before, version: 6, status: 'assigned' })).toBe(all);
    expect(withTicket(all, { ...before, version: 8, status: 'assigned' }).get(before.id)?.status).toBe('assigned');
  });

  it('keeps due times where an answer leaves them out', () => {
    const before = ticket();
    const after = withTicket(new Map([[before.id, before]]), { ...before, version: 6, due: null }).get(before.id);
    expect(after?.due).toEqual(before.due);
    expect(after?.version).toBe(6);
  });

  it('drops what a whole list leaves out, but not what is looked at', () => {
    const [gone, open, looked] = [ticket(), ticket(), ticket()];
    const all = new Map([gone, open, looked].map((one) => [one.id, one]));
    expect([...withAll(all, [open], looked.id).keys()]).toEqual([open.id, looked.id]);
  });

  it('does not go back to what a list read before a change said', () => {
    const now = ticket({ version: 9, status: 'assigned' });
    expect(withAll(new Map([[now.id, now]]), [{ ...now, version: 8, status: 'queued' }], null).get(now.id)?.status).toBe('assigned');
  });
});

describe('Who else is here', () => {
  it('is told by signals, and ends by leaving or by silence', () => {
    const first = withSignal(new Map(), { kind: 'viewing', ticket: 't', agent: 'leo' }, 0);
    expect(first.get('t')).toEqual([{ agent: 'leo', typing: false, at: 0 }]);
    const both = withSignal(first, { kind: 'typing', ticket: 't', agent: null }, 1000);
    expect(both.get('t')).toHaveLength(2);
    expect(withSignal(both, { kind: 'left', ticket: 't', agent: 'leo' }, 2000).get('t')).toEqual([{ agent: null, typing: true, at: 1000 }]);
    expect(withSignal(both, { kind: 'viewing', ticket: 't', agent: 'ana' }, 60_000).get('t')).toEqual([{ agent: 'ana', typing: false, at: 60_000 }]);
  });

  it('stops typing once the message is there', () => {
    const typing = withSignal(new Map(), { kind: 'typing', ticket: 't', agent: null }, 0);
    expect(withoutTyping(typing, 't', null).get('t')?.[0]?.typing).toBe(false);
  });
});
