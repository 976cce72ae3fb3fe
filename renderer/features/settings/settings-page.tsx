import type { ReactElement } from 'react';
import { PageHeader } from '#renderer/components/page-header.tsx';

export function SettingsPage(): ReactElement {
  return <PageHeader title="settings" />;
}
