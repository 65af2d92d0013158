import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Desk } from './desk';
import type { DeskState } from './state';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('There is no desk around this part.');
  return desk;
}

/** A part of the state; `select` must give the same object while nothing of it changed. */
export function useDeskState<T>(select: (state: DeskState) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => select(desk.snapshot()));
}

let second = Date.now();
let ticking: ReturnType<typeof setInterval> | null = null;
const hearing = new Set<() => void>();

function everySecond(listener: () => void) {
  hearing.add(listener);
  ticking ??= setInterval(() => {
    second = Date.now();
    hearing.forEach((hear) => hear());
  }, 1000);
  return () => {
    hearing.delete(listener);
    if (hearing.size > 0 || !ticking) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/** The server's time, once a second; one clock for all that count. */
export function useNow(): number {
  const desk = useDesk();
  useSyncExternalStore(everySecond, () => second);
  return desk.now();
}

/** Calls the latest of a handler without listening anew. */
export function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
