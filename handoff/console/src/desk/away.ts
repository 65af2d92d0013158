import { useEffect } from 'react';
import type { Desk } from './desk';

const IDLE = 10 * 60_000;
const LOOK_EVERY = 15_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'pointermove'] as const;

/** Nobody at the screen gets no offers: away after ten minutes without a touch, and back with the next one. Only what was set by itself is taken back. */
export function useAutomaticAway(desk: Desk) {
  useEffect(() => {
    let last = Date.now();
    let byItself = false;
    const touched = () => {
      last = Date.now();
      if (!byItself) return;
      byItself = false;
      if (desk.snapshot().agent?.presence === 'away') void desk.setPresence('available');
    };
    const timer = setInterval(() => {
      if (Date.now() - last < IDLE || desk.snapshot().agent?.presence !== 'available') return;
      byItself = true;
      void desk.setPresence('away');
    }, LOOK_EVERY);
    SIGNS.forEach((sign) => window.addEventListener(sign, touched, { passive: true }));
    return () => {
      clearInterval(timer);
      SIGNS.forEach((sign) => window.removeEventListener(sign, touched));
    };
  }, [desk]);
}
