import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const verificationParts = ['hits', 'lists', 'kinds'] as const;
export type VerificationPart = (typeof verificationParts)[number];

const verificationRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/verification',
  validateSearch: z.object({ part: z.enum(verificationParts).optional().catch(undefined) }),
  component: lazyPage(() => import('./verification-page.tsx'), 'VerificationPage'),
});

const negativeImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/verification/import',
  component: lazyPage(() => import('./negative-import-page.tsx'), 'NegativeImportPage'),
});

export const verificationRoutes = [verificationRoute, negativeImportRoute] as const;
