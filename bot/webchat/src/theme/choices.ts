import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Choice } from './theme';

export type TextSize = 'normal' | 'large' | 'larger';
export const choices: readonly Choice[] = ['system', 'light', 'dark'];
export const textSizes: readonly TextSize[] = ['normal', 'large', 'larger'];

/** A choice of this browser, kept for the next visit; one that is not (or no longer) among the values is forgotten. */
export function useChoice<T extends string>(key: string, values: readonly T[], fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => values.find((one) => one === read(key)) ?? fallback);
  const choose = useCallback(
    (chosen: T) => {
      setValue(chosen);
      write(key, chosen);
    },
    [key],
  );
  return [value, choose];
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}
