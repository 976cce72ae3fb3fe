import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const entitlementTabs = ['due', 'unproposed', 'standings', 'adjustments', 'attendance', 'changes'] as const;
export type EntitlementTab = (typeof entitlementTabs)[number];

const entitlementsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/entitlements',
  validateSearch: z.object({ tab: z.enum(entitlementTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./entitlements-page.tsx'), 'EntitlementsPage'),
});

const attendanceImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/entitlements/attendance-import',
  component: lazyPage(() => import('./attendance-import-page.tsx'), 'AttendanceImportPage'),
});

export const entitlementsRoutes = [entitlementsRoute, attendanceImportRoute] as const;
