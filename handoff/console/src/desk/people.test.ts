import { expect, it } from 'vitest';
import { initialsOf, personOf } from './people';

const channels = { '': 'Visitor', msteams: 'Colleague' };

it.each([
  ['alex.kim@contoso.com', 'Alex Kim'],
  ['portal/sam_lee2@contoso.com', 'Sam Lee2'],
  ['Alex Kim', 'Alex Kim'],
  ['directline/dl_8f3c21d7-ab', 'Visitor D7AB'],
  ['msteams/29:1xyz', 'Colleague 1XYZ'],
  ['72f988bf-86f1-41af-91ab-2d7cd011db47/5a0f6b7c-0000-4000-8000-00000000beef', 'Visitor BEEF'],
])('%s is called %s', (id, name) => expect(personOf(id, channels).name).toBe(name));

it('two words make two initials', () => {
  expect(initialsOf('Mia Berg')).toBe('MB');
  expect(initialsOf('admin@example.com')).toBe('AC');
  expect(initialsOf('Mia')).toBe('M');
});
