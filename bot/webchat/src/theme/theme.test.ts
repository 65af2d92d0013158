import { describe, expect, it } from 'vitest';
import { readableOn } from './contrast';
import { lookOf, themeOf } from './theme';

describe('the look', () => {
  it.each([
    ['system', false, false, 'light'],
    ['system', true, false, 'dark'],
    ['light', true, false, 'light'],
    ['dark', false, false, 'dark'],
    ['light', true, true, 'contrast'],
  ] as const)('for the choice %s on a dark device: %s, with forced colours: %s, is %s', (choice, dark, forced, expected) => expect(lookOf(choice, dark, forced)).toBe(expected));
});

describe('text on an accent', () => {
  it.each([
    ['#5b5fc7', '#ffffff'],
    ['#ffd400', '#000000'],
    ['#000000', '#ffffff'],
    ['#FFFFFF', '#000000'],
    ['not a colour', '#ffffff'],
  ])('%s is %s', (accent, expected) => expect(readableOn(accent)).toBe(expected));

  it('is what buttons are drawn with', () => expect(themeOf('light', '#ffd400').colorNeutralForegroundOnBrand).toBe('#000000'));
  it('does not touch high contrast', () => expect(themeOf('contrast', '#ffd400').colorBrandBackground).not.toBe('#ffd400'));
});
