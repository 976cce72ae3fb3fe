import { createRouterClient } from '@orpc/server';
import { findCountyTemplates } from './print/resources.ts';
import { Core } from './services/core.ts';
import type { Ports, Progress } from './services/core.ts';
import { router } from './services/router.ts';
import { closeArchive } from './services/sign-in.ts';

async function makeDemo(ports: Ports, report: (progress: Progress) => void): ReturnType<NonNullable<Ports['makeDemo']>> {
  const { makeDemoArchive } = await import('./demo/demo-archive.ts');
  return makeDemoArchive(ports, report);
}

/** The composition root: one running core with its methods. A shell adds a transport and nothing else. */
export function createApp(ports: Ports) {
  findCountyTemplates(ports.archivesRoot);
  const core = new Core({ makeDemo: (report) => makeDemo(ports, report), ...ports });
  return {
    core,
    router,
    context: { core },
    /** The same methods without a transport: the command line, the demo and the tests call these. */
    client: createRouterClient(router, { context: { core } }),
    /** Leaving the program: a checked backup is made, the key forgotten. */
    leave: () => closeArchive(core, { leaving: true }),
  };
}

export type App = ReturnType<typeof createApp>;
