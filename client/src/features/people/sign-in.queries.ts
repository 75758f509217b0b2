import { askSignInLink, endSignIn, endSignIns } from '@kenniskamer/shared/sign-in';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { leave } from '../../platform/sign-out';

export const useSignInLink = () =>
  useMutation({ mutationFn: ({ email, next = '/' }: { email: string; next?: string }) => call(askSignInLink, { input: { email, next } }) });

/** Signs out and leaves nothing of this person in the page: the whole page goes. */
export const useSignOut = () => useMutation({ mutationFn: () => call(endSignIn), onSuccess: leave });

export const useSignOutEverywhere = () => useMutation({ mutationFn: () => call(endSignIns), onSuccess: leave });
