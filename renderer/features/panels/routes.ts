import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const panelsTabs = ['meetings', 'bodies'] as const;
export type PanelsTab = (typeof panelsTabs)[number];

export const meetingTabs = ['attendance', 'agenda', 'recusals', 'entries', 'minutes'] as const;
export type MeetingTab = (typeof meetingTabs)[number];

const panelsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/panels',
  validateSearch: z.object({ tab: z.enum(panelsTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./panels-page.tsx'), 'PanelsPage'),
});

const bodyRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/panels/$panelId',
  component: lazyPage(() => import('./body-page.tsx'), 'BodyPage'),
});

const meetingRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/panels/meetings/$meetingId',
  validateSearch: z.object({ tab: z.enum(meetingTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./meeting-page.tsx'), 'MeetingPage'),
});

export const panelsRoutes = [panelsRoute, bodyRoute, meetingRoute] as const;
