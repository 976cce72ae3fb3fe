import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { SignedIn } from '#shared/contract/archives.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import { archiveRoute } from './archive-route.ts';
import { api } from './client.ts';

/** Where a page is: which school, which term, who is asking and what they may do. */
export interface ArchiveView {
  readonly signedIn: SignedIn;
  readonly school: SignedIn['schools'][number];
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
  readonly can: (permission: Permission) => boolean;
}

/** Null while the archive is being locked. Asked for again each minute: in a window left open overnight today is today. */
export function useSignedIn(): SignedIn | null {
  return useQuery({ ...api.session.current.queryOptions(), refetchInterval: 60_000, refetchOnWindowFocus: 'always' }).data ?? null;
}

/** Given by the frame of an open archive: a page keeps its answer until the frame itself goes away. */
export const SignedInContext = createContext<SignedIn | null>(null);

/** For pages inside an open archive only; the frame shows no page otherwise. */
export function useArchive(): ArchiveView {
  const signedIn = useContext(SignedInContext);
  const search = archiveRoute.useSearch();
  const school = signedIn?.schools.find((one) => one.id === search.school) ?? signedIn?.schools[0];
  if (signedIn === null || school === undefined) throw new Error('useArchive outside an open archive');
  return {
    signedIn,
    school,
    schoolId: school.id,
    term: (search.term ?? signedIn.currentTerm) as TermKey,
    today: signedIn.today as IsoDate,
    can: (permission) => signedIn.permissions.includes(permission),
  };
}
