import { Email } from '@kenniskamer/shared/basics';
import { z } from '@kenniskamer/shared/configure-zod';
import { endpoint } from '@kenniskamer/shared/endpoint';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../platform/call';

// Stand in until shared/src/sign-in.ts is there.
const AskForLink = z.object({ email: Email, next: z.string().max(500).optional() });
const askForLink = endpoint('POST', '/sign-in-links', AskForLink, z.unknown());
const signOut = endpoint('DELETE', '/sign-in', z.undefined(), z.unknown());

export const useSignInLink = () => useMutation({ mutationFn: (input: { email: string; next?: string }) => call(askForLink, { input }) });

/** Signs out and leaves nothing of this person in the page: the whole page goes. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => location.assign('/sign-in'),
  });
