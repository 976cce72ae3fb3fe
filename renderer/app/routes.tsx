import { archiveRoute, rootRoute } from '#renderer/bridge/archive-route.ts';
import { dossierRoutes } from '#renderer/features/dossier/routes.ts';
import { comparisonRoutes } from '#renderer/features/comparison/routes.ts';
import { fundsRoutes } from '#renderer/features/funds/routes.ts';
import { helpRoutes } from '#renderer/features/help/routes.ts';
import { homeRoutes } from '#renderer/features/home/routes.ts';
import { importsRoutes } from '#renderer/features/imports/routes.ts';
import { identificationRoutes } from '#renderer/features/identification/routes.ts';
import { applicationsRoutes } from '#renderer/features/applications/routes.ts';
import { lettersRoutes } from '#renderer/features/letters/routes.ts';
import { listsRoutes } from '#renderer/features/lists/routes.ts';
import { verificationRoutes } from '#renderer/features/verification/routes.ts';
import { noticesRoutes } from '#renderer/features/notices/routes.ts';
import { entitlementsRoutes } from '#renderer/features/entitlements/routes.ts';
import { programmesRoutes } from '#renderer/features/programmes/routes.ts';
import { reconciliationRoutes } from '#renderer/features/reconciliation/routes.ts';
import { registersRoutes } from '#renderer/features/registers/routes.ts';
import { rosterRoutes } from '#renderer/features/roster/routes.ts';
import { panelsRoutes } from '#renderer/features/panels/routes.ts';
import { payeesRoutes } from '#renderer/features/payees/routes.ts';
import { paymentsRoutes } from '#renderer/features/payments/routes.ts';
import { returnsRoutes } from '#renderer/features/returns/routes.ts';
import { settlementRoutes } from '#renderer/features/settlement/routes.ts';
import { scoringRoutes } from '#renderer/features/scoring/routes.ts';
import { settingsRoutes } from '#renderer/features/settings/routes.ts';
import { talksRoutes } from '#renderer/features/talks/routes.ts';
import { visitsRoutes } from '#renderer/features/visits/routes.ts';
import { checksRoutes } from '#renderer/features/checks/routes.ts';
import { startRoutes } from '#renderer/features/start/routes.ts';

/** Every page. A feature adds one import above and one line below. */
export const routeTree = rootRoute.addChildren([
  ...startRoutes,
  archiveRoute.addChildren([
    ...homeRoutes,
    ...rosterRoutes,
    ...importsRoutes,
    ...dossierRoutes,
    ...listsRoutes,
    ...applicationsRoutes,
    ...lettersRoutes,
    ...visitsRoutes,
    ...talksRoutes,
    ...identificationRoutes,
    ...registersRoutes,
    ...panelsRoutes,
    ...noticesRoutes,
    ...verificationRoutes,
    ...entitlementsRoutes,
    ...programmesRoutes,
    ...payeesRoutes,
    ...paymentsRoutes,
    ...returnsRoutes,
    ...fundsRoutes,
    ...reconciliationRoutes,
    ...settlementRoutes,
    ...comparisonRoutes,
    ...checksRoutes,
    ...scoringRoutes,
    ...settingsRoutes,
    ...helpRoutes,
  ]),
]);
