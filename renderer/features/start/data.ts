import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import * as z from 'zod';
import type { SignedIn } from '#shared/contract/archives.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { forgetArchive } from '#renderer/bridge/queries.ts';

/** Remembered on this machine, so that a person types only the password. */
const lastKey = 'yidang.last-sign-in';
const lastSchema = z.object({ archiveId: z.string(), login: z.string() });
export type LastSignIn = z.infer<typeof lastSchema>;

export function findLastSignIn(): LastSignIn | null {
  try {
    return lastSchema.parse(JSON.parse(localStorage.getItem(lastKey) ?? ''));
  } catch {
    return null;
  }
}

const demoKey = 'yidang.demo-sign-in';
const demoSchema = z.object({ archiveId: z.string(), login: z.string(), password: z.string() });
export type DemoSignIn = z.infer<typeof demoSchema>;

/** The demo school is fiction: its password may be shown and kept in the clear. */
export function keepDemoSignIn(signIn: DemoSignIn): void {
  localStorage.setItem(demoKey, JSON.stringify(signIn));
}

export function findDemoSignIn(archiveId: string): DemoSignIn | null {
  try {
    const kept = demoSchema.parse(JSON.parse(localStorage.getItem(demoKey) ?? ''));
    return kept.archiveId === archiveId ? kept : null;
  } catch {
    return null;
  }
}

/** Goes into the archive that was just opened. */
export function useEnter(): (signedIn: SignedIn) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (signedIn) => {
    localStorage.setItem(lastKey, JSON.stringify({ archiveId: signedIn.archiveId, login: signedIn.login }));
    forgetArchive(queries);
    queries.setQueryData(api.session.current.queryKey(), signedIn);
    await navigate({ to: '/' });
  };
}

/** After creating: the core has signed the administrator in already. */
export async function readSignedIn(): Promise<SignedIn> {
  const signedIn = await client.session.current();
  if (signedIn === null) throw new Error('nobody is signed in after creating an archive');
  return signedIn;
}
