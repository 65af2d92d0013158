import { expect, it } from 'vitest';
import type { Canned } from '../api/types';
import { ticket } from '../desk/tickets.test-data';
import { blanks, fill, slashWord, suggestions } from './canned';

const hello: Canned = { id: 'hello', title: 'Hello', category: null, texts: { en: 'Hi {person}, this is {agent} about {ticket}. Case {reference}, {days} days.', de: 'Hallo {person}' } };
const reset: Canned = { id: 'reset-password', title: 'Resetting a password', category: 'password-account', texts: { en: 'x' } };
const context = { ticket: ticket({ number: 'INC-7' }), person: 'Alex', agent: 'Mia Berg', desk: 'IT Help', due: null, vendor: null };

it('fills in what is known and shows what is not', () => {
  const text = fill(hello, ['en'], context);
  expect(text).toBe('Hi Alex, this is Mia Berg about INC-7. Case {reference}, {days} days.');
  expect(blanks(text)).toEqual(['{reference}', '{days}']);
});

it('speaks the person’s language where there is one', () => {
  expect(fill(hello, ['en'], { ...context, ticket: ticket({ language: 'de' }) })).toBe('Hallo Alex');
  expect(fill(hello, ['en'], { ...context, ticket: ticket({ language: 'fr' }) })).toContain('Hi Alex');
});

it('does not take a person’s own words for variables', () => {
  expect(fill({ ...hello, texts: { en: '{subject}' } }, ['en'], { ...context, ticket: ticket({ subject: '{agent} $& $1' }) })).toBe('{agent} $& $1');
});

it.each([
  ['/', ''],
  ['/hel', 'hel'],
  ['/hel lo', null],
  [' /hel', null],
  ['see /etc', null],
])('%j is the command %j', (text, word) => expect(slashWord(text)).toBe(word));

it('offers the ticket’s category first and other categories only by name', () => {
  expect(suggestions([hello, reset], '', 'password-account')).toEqual([reset, hello]);
  expect(suggestions([hello, reset], '', 'email')).toEqual([hello]);
  expect(suggestions([hello, reset], 'reset', 'email')).toEqual([reset]);
});
