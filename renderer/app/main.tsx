import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '#renderer/theme/page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '#renderer/bridge/queries.ts';
import { setUpFormProblems } from '#renderer/text/form-problems.ts';
import { adoptTheme } from '#renderer/theme/adopt-theme.ts';
import { applyTextSize } from '#renderer/theme/text-size.ts';
import { theme } from '#renderer/theme/theme.ts';
import { router } from './router.ts';

setUpFormProblems();
adoptTheme(document);
applyTextSize();

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme="light" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Notifications position="bottom-right" autoClose={6000} transitionDuration={0} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
