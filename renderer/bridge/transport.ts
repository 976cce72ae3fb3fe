import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { NoConnection } from './no-connection.ts';
import { hostShell } from './shell.ts';

/** Asks the preload for the port to the core; it answers with one message that carries the port. */
function portFromPreload(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'yidang:port' || port === undefined) return;
      window.removeEventListener('message', receive);
      resolve(port);
    };
    window.addEventListener('message', receive);
    window.postMessage('yidang:connect', '*');
  });
}

async function portLink(): Promise<ClientLink<ClientContext>> {
  const port = await portFromPreload();
  const link = new PortLink<ClientContext>({ port });
  port.start();
  return link;
}

/** `fetch` rejects with a TypeError where nobody answers; a fault of our own is one too, and must not be told as a lost connection. */
const fetchOrSay: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (cause) {
    throw cause instanceof TypeError ? new NoConnection('', { cause }) : cause;
  }
};

/** The way to the core, whatever shell holds the window: a message port under Electron, HTTP on this origin elsewhere. */
export function openLink(): ClientLink<ClientContext> {
  if (hostShell() === undefined) return new FetchLink({ url: `${window.location.origin}/rpc`, fetch: fetchOrSay });
  const link = portLink();
  return { call: async (path, input, options) => (await link).call(path, input, options) };
}
