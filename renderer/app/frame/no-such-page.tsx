import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';

export function NoSuchPage(): ReactElement {
  const navigate = useNavigate();
  return (
    <EmptyState title="没有这一页" action={<Button onClick={() => void navigate({ to: '/' })}>回到本学期工作台</Button>}>
      地址不对，或这一页已经改了名字。
    </EmptyState>
  );
}
