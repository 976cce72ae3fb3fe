import type { ReactElement } from 'react';
import { PageHeader } from '#renderer/components/page-header.tsx';

export function HelpPage(): ReactElement {
  return <PageHeader title="help" />;
}
