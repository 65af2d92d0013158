import { expect, it } from 'vitest';
import { span } from './times';

it.each([
  [0, '0:00'],
  [40_000, '0:40'],
  [72_000, '1:12'],
  [-190_000, '3:10'],
  [3_600_000, '1 h 00'],
  [2 * 3_600_000 + 5 * 60_000, '2 h 05'],
  [50 * 3_600_000, '2 d 2 h'],
])('%i ms is shown as %s', (milliseconds, shown) => expect(span(milliseconds)).toBe(shown));
