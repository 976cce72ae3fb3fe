import { createHashHistory, createRouter } from '@tanstack/react-router';
import { archiveRoute, rootRoute } from '#renderer/bridge/archive-route.ts';
import { queryClient } from '#renderer/bridge/queries.ts';
import { ArchiveFrame } from './frame/archive-frame.tsx';
import { NoSuchPage } from './frame/no-such-page.tsx';
import { PageFailure } from './frame/page-failure.tsx';
import { PagePending } from './frame/page-pending.tsx';
import { RootFrame } from './frame/root-frame.tsx';
import { routeTree } from './routes.tsx';

rootRoute.update({ component: RootFrame });
archiveRoute.update({ component: ArchiveFrame });

/** The address lives behind the hash: the same in a browser, in Electron and from a packaged file. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  context: { queries: queryClient },
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NoSuchPage,
  defaultPendingComponent: PagePending,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
