import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** F1 opens the help of the page one is on. */
export function useHelpKey(): void {
  const navigate = useNavigate();
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      void navigate({ to: '/help', search: { page: path } });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [navigate, path]);
}
