import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../api/types';
import { botTalk, pieces, transcriptOf, withIds } from './transcript';

let version = 0;
const event = (type: string, data: HistoryEvent['data'] = {}): HistoryEvent => ({ version: ++version, type: `ticket.${type}`, at: '2026-03-02T10:00:00Z', data });

describe('A talk', () => {
  it('folds what was said with the bot, and shows the person’s last words below it, once', () => {
    const items = transcriptOf([
      event('opened'),
      event('noted', { by: { kind: 'bot' }, message: 'before-1', text: '07:20 person: outlook crashes\n07:21 bot: Try safe mode.\nThen restart.\n07:22 person: still crashes\n' }),
      event('customer-wrote', { message: 'opening-1', text: 'still crashes', person: 'p' }),
      event('replied', { message: 'm1', text: 'Hello', agent: 'mia' }),
    ]);
    expect(items.map((item) => item.kind)).toEqual(['event', 'bot', 'person', 'reply']);
    expect(items[2]).toMatchObject({ text: 'still crashes' });
    expect(items[1]).toMatchObject({ lines: [{ fromBot: false, text: 'outlook crashes' }, { fromBot: true, time: '07:21', text: 'Try safe mode.\nThen restart.' }] });
  });

  it('takes the last words out of the talk with the bot where they came with nothing else', () => {
    const items = transcriptOf([event('opened'), event('noted', { by: { kind: 'bot' }, message: 'before-1', text: '07:20 person: vpn drops\n07:21 bot: Restart it.\n07:22 person: still drops\n07:22 bot: Here is a person.' })]);
    expect(items).toMatchObject([{ kind: 'event' }, { kind: 'bot', lines: [{ text: 'vpn drops' }, { text: 'Restart it.' }, { text: 'Here is a person.' }] }, { kind: 'person', text: 'still drops' }]);
  });

  it('keeps first words that the bot never saw', () => {
    expect(transcriptOf([event('customer-wrote', { message: 'opening-1', text: 'Printer on fire' })])).toMatchObject([{ kind: 'person', text: 'Printer on fire' }]);
  });

  it('tells notes from replies', () => {
    const items = transcriptOf([event('noted', { by: { kind: 'agent', agent: 'leo' }, message: 'n', text: 'ask Ana' }), event('replied', { agent: 'mia', message: 'r', text: 'Hi' })]);
    expect(items).toMatchObject([{ kind: 'note', agent: 'leo' }, { kind: 'reply', agent: 'mia' }]);
  });

  it('shows other words in the place of a message that was changed, and none of one that was taken back', () => {
    const items = transcriptOf([
      event('replied', { agent: 'mia', message: 'a', text: 'Helo' }),
      event('customer-wrote', { message: 'b', text: 'my password is…' }),
      event('message-amended', { message: 'a', text: 'Hello' }),
      event('message-amended', { message: 'b', text: null }),
    ]);
    expect(items).toMatchObject([{ text: 'Hello', changed: 'edited' }, { text: '', changed: 'taken-back' }]);
  });

  it('leaves out what is said elsewhere', () => {
    expect(transcriptOf([event('triaged'), event('offered'), event('sla-warned', { percent: 50 })]).map((item) => item.kind)).toEqual(['event']);
  });
});

it('reads a line that was cut at its beginning', () => expect(botTalk('…rest of a line\n10:00 bot: next')).toMatchObject([{ text: '…rest of a line' }, { text: 'next' }]));

it.each([
  ['see https://a.example/x?y=1.', ['see ', 'https://a.example/x?y=1', '.']],
  ['javascript:alert(1)', ['javascript:alert(1)']],
  ['(https://a.example)', ['(', 'https://a.example', ')']],
])('%s has these pieces', (text, expected) => expect(pieces(text).map((piece) => piece.text)).toEqual(expected));

it('only web addresses are links', () => expect(pieces('file:///etc javascript:x data:y').every((piece) => piece.href === null)).toBe(true));

it('names agents as the rest of the API does', () => {
  const stored = event('accepted', { agent: 'ce810c741ca444db942d817f9449f521', from: '1949b28fa3e744d5a4d1e7f6a704d9b8', by: { kind: 'agent', agent: 'ce810c741ca444db942d817f9449f521' } });
  expect(withIds(stored).data).toMatchObject({ agent: 'ce810c74-1ca4-44db-942d-817f9449f521', from: '1949b28f-a3e7-44d5-a4d1-e7f6a704d9b8', by: { agent: 'ce810c74-1ca4-44db-942d-817f9449f521' } });
  expect(withIds(event('reprioritised', { from: 'P3', to: 'P2' })).data.from).toBe('P3');
});
