import { expect, it } from 'vitest';
import { pathOf, routeOf, type Route } from './route';

it.each<[string, Route]>([
  ['/agents', { view: 'desk', ticket: null }],
  ['/agents/tickets/INC-1001', { view: 'desk', ticket: 'INC-1001' }],
  ['/agents/wall', { view: 'wall' }],
  ['/agents/accounts', { view: 'accounts' }],
])('%s leads where it says, and back', (path, route) => {
  expect(routeOf(path)).toEqual(route);
  expect(pathOf(route)).toBe(path);
});

it('an address that nobody gave out leads to the desk', () => expect(routeOf('/agents/nothing/here')).toEqual({ view: 'desk', ticket: null }));
