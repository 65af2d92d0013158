import { useCallback, useSyncExternalStore } from 'react';

/** Where in the console somebody is; the address says it, so that a ticket can be linked to and a reload stays. */
export type Route = { view: 'desk'; ticket: string | null } | { view: 'wall' } | { view: 'accounts' };

const ROOT = '/agents';

export function routeOf(path: string): Route {
  const parts = path.slice(ROOT.length).split('/').filter(Boolean);
  if (parts[0] === 'wall') return { view: 'wall' };
  if (parts[0] === 'accounts') return { view: 'accounts' };
  return { view: 'desk', ticket: parts[0] === 'tickets' && parts[1] ? decodeURIComponent(parts[1]) : null };
}

export function pathOf(route: Route): string {
  if (route.view !== 'desk') return `${ROOT}/${route.view}`;
  return route.ticket ? `${ROOT}/tickets/${encodeURIComponent(route.ticket)}` : ROOT;
}

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

export function go(route: Route) {
  const path = pathOf(route);
  if (path === location.pathname) return;
  history.pushState(null, '', path);
  tell();
}

export function useRoute(): Route {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    window.addEventListener('popstate', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('popstate', listener);
    };
  }, []);
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname));
}
