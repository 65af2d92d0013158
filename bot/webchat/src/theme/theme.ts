import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';
import { readableOn } from './contrast';

export type Look = 'light' | 'dark' | 'contrast';
export type Choice = 'system' | 'light' | 'dark';

/** Forced colours win over everything; then what the person chose; then the device. */
export function lookOf(choice: Choice, deviceIsDark: boolean, colorsAreForced: boolean): Look {
  if (colorsAreForced) return 'contrast';
  if (choice !== 'system') return choice;
  return deviceIsDark ? 'dark' : 'light';
}

/** Teams' own theme with the desk's accent in place of Teams purple. */
export function themeOf(look: Look, accent: string): Theme {
  if (look === 'contrast') return teamsHighContrastTheme;
  const dark = look === 'dark';
  const base = dark ? teamsDarkTheme : teamsLightTheme;
  const onAccent = readableOn(accent);
  const mix = (share: number, into: string) => `color-mix(in srgb, ${accent} ${100 - share}%, ${into})`;
  const text = dark ? mix(45, 'white') : mix(15, 'black');
  return {
    ...base,
    fontFamilyBase: "'Segoe UI', system-ui, -apple-system, sans-serif",
    colorBrandBackground: accent,
    colorBrandBackgroundHover: mix(12, 'black'),
    colorBrandBackgroundPressed: mix(24, 'black'),
    colorNeutralForegroundOnBrand: onAccent,
    colorBrandForeground1: text,
    colorBrandForegroundLink: text,
    colorBrandForegroundLinkHover: text,
    colorCompoundBrandForeground1: text,
    colorCompoundBrandStroke: text,
    colorBrandStroke1: text,
    colorBrandBackground2: dark ? mix(68, base.colorNeutralBackground1) : mix(86, 'white'),
  };
}
