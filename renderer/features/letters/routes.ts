import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { followUps } from '#shared/domain/letters/follow-up.ts';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const lettersTabs = ['slips', 'waivers', 'emergencies'] as const;
export type LettersTab = (typeof lettersTabs)[number];

export const slipViews = ['classes', 'entry', 'pupils', 'versions'] as const;
export type SlipView = (typeof slipViews)[number];

const lettersRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/letters',
  validateSearch: z.object({
    tab: z.enum(lettersTabs).optional().catch(undefined),
    view: z.enum(slipViews).optional().catch(undefined),
    classId: z.int().optional().catch(undefined),
    todo: z.enum(followUps).optional().catch(undefined),
  }),
  component: lazyPage(() => import('./letters-page.tsx'), 'LettersPage'),
});

export const lettersRoutes = [lettersRoute] as const;
