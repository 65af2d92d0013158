import { useCallback, useState, useSyncExternalStore } from 'react';
import { browserStorage } from '../talk/drafts';

/** A choice of this browser, kept for the next visit; one that is not among the values is forgotten. */
export function useChoice<T extends string>(key: string, values: readonly T[], fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => values.find((one) => one === browserStorage()?.getItem(key)) ?? fallback);
  const choose = useCallback(
    (chosen: T) => {
      setValue(chosen);
      browserStorage()?.setItem(key, chosen);
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
