import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';

export type Look = 'light' | 'dark' | 'contrast';
export type LookChoice = 'system' | 'light' | 'dark';

/** Forced colours win over everything; then what was chosen; then the device. */
export function lookOf(choice: LookChoice, deviceIsDark: boolean, colorsAreForced: boolean): Look {
  if (colorsAreForced) return 'contrast';
  if (choice !== 'system') return choice;
  return deviceIsDark ? 'dark' : 'light';
}

const themes: Record<Look, Theme> = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

export function themeOf(look: Look): Theme {
  return { ...themes[look], fontFamilyBase: "'Segoe UI', system-ui, -apple-system, sans-serif" };
}
