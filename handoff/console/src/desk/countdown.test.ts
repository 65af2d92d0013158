import { describe, expect, it } from 'vitest';
import { countdownOf, toneOf } from './countdown';
import { ticket } from './tickets.test-data';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

describe('A countdown', () => {
  it.each([
    [0.1, 'calm'],
    [0.749, 'calm'],
    [0.75, 'soon'],
    [0.9, 'late'],
    [1, 'over'],
    [3, 'over'],
  ] as const)('at %s of its time is %s', (used, tone) => expect(toneOf(used)).toBe(tone));

  it('is the first reply while nobody has answered', () => {
    const waiting = ticket({ openedAt: '2026-03-02T10:00:00Z', due: { queue: '2026-03-02T12:00:00Z', response: '2026-03-02T12:00:00Z', responseDone: false, resolution: '2026-03-03T10:00:00Z', resolutionDone: false } });
    expect(countdownOf(waiting, at('11:45:00'))).toEqual({ what: 'reply', due: at('12:00:00'), left: 15 * 60_000, tone: 'soon' });
  });

  it('is the resolution once the person has an answer', () => {
    const answered = ticket({ awaitingReplySince: null, due: { queue: '2026-03-03T10:00:00Z', response: null, responseDone: true, resolution: '2026-03-03T10:00:00Z', resolutionDone: false } });
    expect(countdownOf(answered, at('11:00:00'))?.what).toBe('resolve');
  });

  it('begins anew for the next reply when the person writes again', () => {
    const again = ticket({
      openedAt: '2026-03-01T10:00:00Z', awaitingReplySince: '2026-03-02T11:00:00Z',
      due: { queue: '2026-03-02T13:00:00Z', response: null, responseDone: true, resolution: '2026-03-05T10:00:00Z', resolutionDone: false },
    });
    expect(countdownOf(again, at('11:10:00'))).toMatchObject({ what: 'reply', tone: 'calm' });
  });

  it('stands still for the resolution of a paused ticket', () => {
    const paused = ticket({
      status: 'paused', awaitingReplySince: null, pause: { reason: 'user', why: 'x', since: '2026-03-02T10:00:00Z', until: null },
      due: { queue: '2026-03-02T10:30:00Z', response: null, responseDone: true, resolution: '2026-03-02T10:30:00Z', resolutionDone: false },
    });
    expect(countdownOf(paused, at('11:00:00'))?.tone).toBe('still');
  });

  it('is none where the ticket has ended or nothing runs', () => {
    expect(countdownOf(ticket({ status: 'closed' }), at('11:00:00'))).toBeNull();
    expect(countdownOf(ticket({ due: null }), at('11:00:00'))).toBeNull();
  });
});
