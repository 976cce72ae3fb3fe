import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Contract } from '#shared/contract/contract.ts';
import { openLink } from './transport.ts';

/** Every method of the contract as a function: `client.roster.list({ … })`. */
export const client: ContractRouterClient<Contract> = createORPCClient(openLink());

/** The same methods as query options and keys: `useQuery(api.roster.list.queryOptions({ input }))`. */
export const api = createTanstackQueryUtils(client);
