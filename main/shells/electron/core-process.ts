import { RPCHandler } from '@orpc/server/message-port';
import { createApp } from '#main/app.ts';
import { defaultPorts } from '#main/shells/default-ports.ts';

/** The process that owns the archive. The window talks to it over a port of its own; the main process only introduces them. */
const app = createApp(defaultPorts(process.argv[2] ?? ''));
const handler = new RPCHandler(app.router);

process.parentPort.on('message', ({ data, ports }) => {
  if (data === 'connect' && ports[0]) {
    handler.upgrade(ports[0], { context: app.context });
    ports[0].start();
  }
  if (data === 'leave') {
    try {
      app.leave();
      process.parentPort.postMessage({ left: true });
    } catch (error) {
      process.parentPort.postMessage({ left: false, reason: error instanceof Error ? error.message : String(error) });
    }
  }
});
