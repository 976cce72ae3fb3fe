import { lazyRouteComponent } from '@tanstack/react-router';
import type { AsyncRouteComponent } from '@tanstack/react-router';

/**
 * A page that is loaded when it is first opened: `component: lazyPage(() => import('./roster-page.tsx'), 'RosterPage')`.
 * The module's type is kept out of the route's on purpose: pages use typed links, links know every route, and a route
 * that knew its page would close the circle for the type checker.
 */
export function lazyPage(load: () => Promise<object>, name: string): AsyncRouteComponent<object> {
  return lazyRouteComponent(load as () => Promise<Record<string, AsyncRouteComponent<object>>>, name);
}
