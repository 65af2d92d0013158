import { describe, expect, it } from 'vitest';
import type { Activity } from '../connection/directLine';
import { en } from '../texts/en';
import { talkAsText, textsOfCard } from './asText';

const now = new Date('2026-11-22T10:00:00Z');
const text = (...activities: Activity[]) => talkAsText(activities, 'IT Help', now, en, 'en-GB').split('\n\n').slice(1).join('\n\n').trimEnd();
const user = { id: 'u', role: 'user' };
const bot = { id: 'b', name: 'Mia (IT)', role: 'bot' };

describe('a talk as text', () => {
  it('names who said what', () => expect(text({ type: 'message', from: user, text: 'vpn' }, { type: 'message', from: bot, text: 'Hi' })).toBe('You\nvpn\n\nMia (IT)\nHi'));
  it('calls a bot without a name the assistant', () => expect(text({ type: 'message', from: { role: 'bot' }, text: 'Hi' })).toBe('Assistant\nHi'));
  it('leaves out what is not said', () => expect(text({ type: 'typing', from: bot }, { type: 'event', from: bot }, { type: 'message', from: bot })).toBe(''));
  it('names files', () => expect(text({ type: 'message', from: user, attachments: [{ contentType: 'image/png', name: 'screen.png' }] })).toBe('You\n[file: screen.png]'));
  it('says which button was pressed', () => expect(text({ type: 'message', from: user, value: { answer: 'no' }, channelData: { postBack: true } })).toBe('You\n[pressed: no]'));
  it('calls a button by its name', () => {
    const card = { contentType: 'card', content: { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', title: 'No', data: { do: 'not-solved', question: 'q' } }] } };
    const pressed = { type: 'message', from: user, value: { question: 'q', do: 'not-solved' }, channelData: { postBack: true } };
    expect(text({ type: 'message', from: bot, text: 'Hi', attachments: [card] }, pressed)).toBe('Mia (IT)\nHi\n\nYou\n[pressed: No]');
  });
  it('says when', () => expect(text({ type: 'message', from: user, text: 'vpn', timestamp: '2026-11-22T09:58:00Z' })).toMatch(/^22 Nov 2026, \d\d:58 {2}You\nvpn$/));
});

describe('a card as text', () => {
  it('reads top to bottom, nested parts too', () => {
    const card = {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: 'VPN' },
        { type: 'ColumnSet', columns: [{ type: 'Column', items: [{ type: 'TextBlock', text: '1' }] }, { type: 'Column', items: [{ type: 'TextBlock', text: '**Restart** [the app](https://example.com)' }] }] },
        { type: 'FactSet', facts: [{ title: 'Updated', value: '12 Oct' }] },
      ],
      actions: [{ type: 'Action.Submit', title: 'Yes' }],
    };
    expect(textsOfCard(card)).toEqual(['VPN', '1 Restart the app (https://example.com)', 'Updated 12 Oct']);
  });
  it('understands hero cards', () => expect(textsOfCard({ title: 'VPN', text: 'Restart', buttons: [{ type: 'imBack', title: 'Yes' }] })).toEqual(['VPN', 'Restart', 'Yes']));
  it.each([[null], [42], ['text'], [{}]])('has no words for %o', (card) => expect(textsOfCard(card)).toEqual([]));
});
