import { Failure } from '@kenniskamer/shared/failure';
import { failureSentence } from '@kenniskamer/shared/failure-words';
import { RotateCcw } from 'lucide-react';
import { useLanguage, useWords } from '../platform/language';
import { Button } from './button';
import { Notice } from './notice';
import { uiWords } from './ui.words';

/** What went wrong as a user reads it. What is no `Failure` is a fault of ours, and says so. */
export const asFailure = (error: unknown): Failure => (error instanceof Failure ? error : new Failure('UNEXPECTED'));

/** Why the last act was refused; nothing while there is no error. */
export function FailureNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useWords(uiWords);
  const { language } = useLanguage();
  if (!error) return null;
  const failure = asFailure(error);
  return (
    <Notice tone="error" announced>
      <p>{failureSentence(failure, language)}</p>
      {(onRetry || failure.details.requestId) && (
        <p className="kk-row">
          {onRetry && (
            <Button small icon={RotateCcw} onPress={onRetry}>
              {t('retry')}
            </Button>
          )}
          {failure.details.requestId && <span className="kk-meta">{t('code', { code: failure.details.requestId })}</span>}
        </p>
      )}
      {failure.code === 'SIGN_IN_NEEDED' && (
        <p>
          <a href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>{t('signIn')}</a>
        </p>
      )}
    </Notice>
  );
}
