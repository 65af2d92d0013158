import { describe, expect, it } from 'vitest';
import { commandFor, search, type Command } from './commands';

const command = (id: string, keys: string, more: Partial<Command> = {}): Command => ({ id, title: id, group: 'g', keys, run: () => undefined, ...more });
const all = [command('accept', 'a'), command('queue', 'g q'), command('resolve', 's', { off: 'Not your chat' }), command('palette', 'mod+k', { always: true }), command('sheet', '?')];
const pressed = (key: string, more = {}) => ({ key, mod: false, alt: false, typing: false, ...more });
const found = (key: string, more = {}, prefix = '') => commandFor(all, pressed(key, more), prefix);

describe('A key', () => {
  it('means its command, whether capitals are on or not', () => {
    expect(found('a').command?.id).toBe('accept');
    expect(found('A').command?.id).toBe('accept');
    expect(found('?').command?.id).toBe('sheet');
  });
  it('begins a sequence, and ends it with the second', () => {
    expect(found('g')).toEqual({ command: null, prefix: 'g' });
    expect(found('q', {}, 'g').command?.id).toBe('queue');
    expect(found('a', {}, 'g').command).toBeNull();
  });
  it('is a letter while somebody types, but for what always works', () => {
    expect(found('a', { typing: true }).command).toBeNull();
    expect(found('k', { typing: true, mod: true }).command?.id).toBe('palette');
  });
  it('with Ctrl belongs to the browser where the console has no use for it', () => {
    expect(found('a', { mod: true })).toEqual({ command: null, prefix: '' });
    expect(found('r', { mod: true }).command).toBeNull();
  });
  it('of what cannot be done now does nothing', () => expect(found('s').command).toBeNull());
});

it('commands are found by the beginnings of their words, those that can be done first', () => {
  const named = [command('Take over from a colleague', ''), command('Transfer', '', { off: 'x' }), command('Take it', '')];
  expect(search(named, 'ta').map((one) => one.id)).toEqual(['Take over from a colleague', 'Take it']);
  expect(search(named, 't').at(-1)?.id).toBe('Transfer');
  expect(search(named, 'over take')).toHaveLength(1);
  expect(search(named, 'zz')).toEqual([]);
});
