import { failureSentence } from '@kenniskamer/shared/failure-words';
import { useLanguage } from '../platform/language';
import { asFailure } from './failure-note';
import { toast } from './toast';

/** For an act without a place of its own on the page: its refusal is said as a toast. `onError: useTellFailure()` */
export function useTellFailure() {
  const { language } = useLanguage();
  return (error: unknown) => toast(failureSentence(asFailure(error), language));
}
