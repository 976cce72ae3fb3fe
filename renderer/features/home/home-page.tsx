import type { ReactElement } from 'react';
import { PageHeader } from '#renderer/components/page-header.tsx';

export function HomePage(): ReactElement {
  return <PageHeader title="home" />;
}
