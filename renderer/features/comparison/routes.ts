import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { systemExportKinds } from '#shared/domain/comparison/export-fields.ts';
import { comparisonCodes } from '#shared/domain/comparison/three-zero-errors.ts';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const comparisonTabs = ['differences', 'exports', 'paste'] as const;
export type ComparisonTab = (typeof comparisonTabs)[number];

const comparisonRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/comparison',
  validateSearch: z.object({ tab: z.enum(comparisonTabs).optional().catch(undefined), code: z.enum(comparisonCodes).optional().catch(undefined) }),
  component: lazyPage(() => import('./comparison-page.tsx'), 'ComparisonPage'),
});

const exportImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/comparison/import',
  validateSearch: z.object({ kind: z.enum(systemExportKinds).optional().catch(undefined) }),
  component: lazyPage(() => import('./export-import-page.tsx'), 'ExportImportPage'),
});

const templateImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/comparison/template',
  component: lazyPage(() => import('./template-import-page.tsx'), 'TemplateImportPage'),
});

export const comparisonRoutes = [comparisonRoute, exportImportRoute, templateImportRoute] as const;
