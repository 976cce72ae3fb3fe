import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const settingsTabs = ['rules', 'procedure', 'groups', 'calendar', 'schools', 'accounts', 'mine', 'backups', 'audit'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

const settingsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/settings',
  validateSearch: z.object({ tab: z.enum(settingsTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settingsRoute] as const;
