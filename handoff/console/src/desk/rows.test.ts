import { describe, expect, it } from 'vitest';
import { atRisk, chatsOf, noFilter, offersOf, queueRows } from './rows';
import { ticket } from './tickets.test-data';

const due = (queue: string) => ({ queue, response: queue, responseDone: false, resolution: null, resolutionDone: false });

describe('The queue', () => {
  it('serves P1 first, then who has waited once already, then what is due earliest', () => {
    const later = ticket({ due: due('2026-03-02T13:00:00Z') });
    const sooner = ticket({ due: due('2026-03-02T11:00:00Z') });
    const back = ticket({ due: due('2026-03-02T15:00:00Z'), atHead: true });
    const critical = ticket({ due: due('2026-03-02T16:00:00Z'), priority: 'P1' });
    expect(queueRows([later, sooner, back, critical], noFilter)).toEqual([critical, back, sooner, later]);
  });

  it('keeps what is being offered and leaves out what somebody has', () => {
    const offered = ticket({ status: 'offered', offer: { agent: 'a', at: '', expires: '2099-01-01T00:00:00Z' } });
    expect(queueRows([offered, ticket({ status: 'assigned', agent: 'a' }), ticket({ status: 'resolved' })], noFilter)).toEqual([offered]);
  });

  it.each([
    [{ priority: 'P2' }, 1],
    [{ tier: '2' }, 1],
    [{ queue: 'network' }, 1],
    [{ category: 'connectivity' }, 1],
    [{ text: 'vpn drops' }, 1],
    [{ text: 'VPN crashes' }, 0],
    [{ text: 'contoso' }, 2],
  ])('narrowed by %o shows %i', (filter, count) => {
    const rows = [ticket(), ticket({ priority: 'P2', tier: 2, queue: 'network', category: 'connectivity', subject: 'VPN drops' })];
    expect(queueRows(rows, { ...noFilter, ...filter })).toHaveLength(count);
  });

  it('puts 10,000 rows in order and finds among them', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ticket({ due: due(new Date(1_772_000_000_000 + ((index * 7919) % 10_000) * 1000).toISOString()) }));
    const rows = queueRows(many, { ...noFilter, text: 'outlook' });
    expect(rows).toHaveLength(10_000);
    expect(rows.every((row, index) => index === 0 || rows[index - 1]!.due!.queue! <= row.due!.queue!)).toBe(true);
  });
});

describe('My lists', () => {
  it('show offers to me that are still open', () => {
    const now = Date.parse('2026-03-02T10:00:10Z');
    const mine = ticket({ status: 'offered', offer: { agent: 'me', at: '2026-03-02T10:00:00Z', expires: '2026-03-02T10:00:30Z' } });
    const gone = ticket({ status: 'offered', offer: { agent: 'me', at: '2026-03-02T09:00:00Z', expires: '2026-03-02T09:00:30Z' } });
    const hers = ticket({ status: 'offered', offer: { agent: 'her', at: '2026-03-02T10:00:00Z', expires: '2026-03-02T10:00:30Z' } });
    expect(offersOf([mine, gone, hers], 'me', now)).toEqual([mine]);
  });

  it('put those who wait for a word first and paused ones last', () => {
    const paused = ticket({ status: 'paused', agent: 'me', awaitingReplySince: null });
    const answered = ticket({ status: 'assigned', agent: 'me', awaitingReplySince: null });
    const waits = ticket({ status: 'assigned', agent: 'me', awaitingReplySince: '2026-03-02T11:00:00Z' });
    const waitsLonger = ticket({ status: 'assigned', agent: 'me', awaitingReplySince: '2026-03-02T10:30:00Z' });
    expect(chatsOf([paused, answered, waits, waitsLonger, ticket()], 'me')).toEqual([waitsLonger, waits, answered, paused]);
  });
});

describe('What is at risk', () => {
  it('is late or due within the time that is looked ahead', () => {
    const now = Date.parse('2026-03-02T11:30:00Z');
    const late = ticket({ due: due('2026-03-02T11:00:00Z') });
    const soon = ticket({ due: due('2026-03-02T12:00:00Z') });
    expect(atRisk([soon, late, ticket({ due: due('2026-03-02T18:00:00Z') }), ticket({ status: 'closed', due: due('2026-03-02T11:00:00Z') })], now, 3_600_000)).toEqual([late, soon]);
  });
});
