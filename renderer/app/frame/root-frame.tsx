import { Outlet } from '@tanstack/react-router';
import type { ReactElement } from 'react';

export function RootFrame(): ReactElement {
  return <Outlet />;
}
