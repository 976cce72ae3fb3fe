import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';

/** Takes an attendance sheet of 中职 pupils in the four steps every import has. */
export function AttendanceImportPage(): ReactElement {
  const navigate = useNavigate();
  const leave = (): void => void navigate({ to: '/entitlements', search: { tab: 'attendance' } });
  return (
    <ImportWizard
      purpose="attendance_sheet" subject="中职考勤表" hint="一人一行，一月一列（9月、10月……）；格子里写 1、0.5、0，或全月、半月、缺勤。空着的月份不改" onLeave={leave}
      next={() => <div><Button onClick={leave}>去看中职考勤</Button></div>}
    />
  );
}
