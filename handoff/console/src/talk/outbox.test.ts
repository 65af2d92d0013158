import { describe, expect, it } from 'vitest';
import type { Answer } from '../api/http';
import type { Ticket } from '../api/types';
import { ticket } from '../desk/tickets.test-data';
import { Outbox, type Waiting } from './outbox';

const ok: Answer<Ticket> = { ok: true, value: ticket() };
const offline: Answer<Ticket> = { ok: false, problem: { status: 0, reason: 'offline', words: '' } };
const refused: Answer<Ticket> = { ok: false, problem: { status: 409, reason: 'not-yours', words: 'A colleague has this ticket.' } };
const message = (id: string, of = 't') => ({ id, ticket: of, mode: 'reply' as const, text: id, files: [], at: 0 });

function storage(): Storage {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) } as unknown as Storage;
}

function world(answers: Answer<Ticket>[], kept = storage()) {
  const sent: string[] = [];
  const box = new Outbox('me', async (one: Waiting) => (sent.push(one.id), answers.shift() ?? ok), () => undefined, kept);
  return { box, sent, kept };
}

describe('A message', () => {
  it('is gone from the box once the desk has it', async () => {
    const { box, sent } = world([ok]);
    await box.put(message('a'));
    expect([sent, box.all]).toEqual([['a'], []]);
  });

  it('waits for the line, in order, and goes out under the same id', async () => {
    const { box, sent } = world([offline, ok, ok]);
    await box.put(message('a'));
    expect(box.all).toMatchObject([{ id: 'a', state: 'waiting' }]);
    await box.put(message('b'));
    await box.retryAll();
    expect([sent, box.all]).toEqual([['a', 'a', 'b'], []]);
  });

  it('does not wait for another ticket’s', async () => {
    const { box, sent } = world([offline, ok]);
    await box.put(message('a', 'one'));
    await box.put(message('b', 'two'));
    expect([sent, box.all.map((one) => one.id)]).toEqual([['a', 'b'], ['a']]);
  });

  it('that is refused says why, lets the next pass, and is sent again only on demand', async () => {
    const { box, sent } = world([refused, ok, ok]);
    await box.put(message('a'));
    await box.put(message('b'));
    expect(box.all).toMatchObject([{ id: 'a', state: 'refused', problem: { words: 'A colleague has this ticket.' } }]);
    await box.retryAll();
    expect(sent).toEqual(['a', 'b']);
    await box.retry('a');
    expect([sent, box.all]).toEqual([['a', 'b', 'a'], []]);
  });

  it('that is pressed off twice at once is sent once', async () => {
    const { box, sent } = world([]);
    await Promise.all([box.put(message('a')), box.retryAll(), box.retryAll()]);
    expect(sent).toEqual(['a']);
  });

  it('survives a reload', async () => {
    const { box, kept } = world([offline]);
    await box.put(message('a'));
    const after = world([ok], kept);
    expect(after.box.all).toMatchObject([{ id: 'a', state: 'waiting' }]);
    await after.box.retryAll();
    expect([after.sent, after.box.all]).toEqual([['a'], []]);
  });

  it('can be taken back into the box it was typed in', async () => {
    const { box } = world([refused]);
    await box.put(message('a'));
    expect(box.discard('a')?.text).toBe('a');
    expect(box.all).toEqual([]);
  });
});
