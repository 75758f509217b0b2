import '@kenniskamer/shared/configure-zod';
import { Failure } from '@kenniskamer/shared/failure';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './platform/language';
import { makeQueryClient } from './platform/query-client';
import { makeRouter } from './routes';
import './platform/theme/theme.css';

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no element #app');
createRoot(place, {
  // A refusal is shown by the page that catches it; only what is no `Failure` is a fault of ours, for the console.
  onCaughtError: (error) => {
    if (!(error instanceof Failure)) console.error(error);
  },
}).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
