import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const noticesTabs = ['notices', 'objections', 'archive'] as const;
export type NoticesTab = (typeof noticesTabs)[number];

const noticesRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/notices',
  validateSearch: z.object({
    tab: z.enum(noticesTabs).optional().catch(undefined),
    notice: z.int().positive().optional().catch(undefined),
    objection: z.int().positive().optional().catch(undefined),
  }),
  component: lazyPage(() => import('./notices-page.tsx'), 'NoticesPage'),
});

export const noticesRoutes = [noticesRoute] as const;
