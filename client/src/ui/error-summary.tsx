import type { Failure } from '@kenniskamer/shared/failure';
import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useWords } from '../platform/language';
import { FailureNote } from './failure-note';
import { Notice } from './notice';
import { uiWords } from './ui.words';

export interface FieldProblem {
  name: string;
  sentence: string;
}

interface Props {
  problems: readonly FieldProblem[];
  failure: Failure | null;
  /** Rises with each refused attempt: then the focus comes here. */
  attempt: number;
  within: RefObject<HTMLElement | null>;
}

/** An issue may sit deeper than a field we show (`items.2.title`): the nearest field above it takes it. */
function fieldOf(within: HTMLElement | null, name: string): HTMLElement | null {
  for (let path = name.split('.'); path.length > 0; path = path.slice(0, -1)) {
    const found = within?.querySelector<HTMLElement>(`[data-field="${CSS.escape(path.join('.'))}"]`);
    if (found) return found;
  }
  return null;
}

/** What is not right yet, above the form, each a link that puts the focus in its field. */
export function ErrorSummary({ problems, failure, attempt, within }: Props) {
  const t = useWords(uiWords);
  const place = useRef<HTMLDivElement>(null);
  const [labels, setLabels] = useState<Record<string, string>>({});
  // Only a new attempt moves the focus; what is mended meanwhile must not.
  const arrive = useEffectEvent(() => {
    const label = (name: string) => fieldOf(within.current, name)?.querySelector('.kk-field__label')?.textContent?.trim() ?? '';
    setLabels(Object.fromEntries(problems.map(({ name }) => [name, label(name)])));
    place.current?.focus();
  });
  useLayoutEffect(() => {
    if (attempt > 0) arrive();
  }, [attempt]);
  const go = (name: string) => fieldOf(within.current, name)?.querySelector<HTMLElement>('input, textarea, button, [tabindex="0"]')?.focus();
  return (
    <div ref={place} tabIndex={-1}>
      {failure && <FailureNote error={failure} />}
      {problems.length > 0 && (
        <Notice tone="error">
          <p>
            <b>{t('errors', { n: problems.length })}</b>
          </p>
          <ul className="kk-stack">
            {problems.map(({ name, sentence }) => {
              const words = labels[name] ? t('errorIn', { label: labels[name], sentence }) : sentence;
              return (
                <li key={name}>
                  <a
                    href={`#${name}`}
                    onClick={(event) => {
                      event.preventDefault();
                      go(name);
                    }}
                  >
                    {words}
                  </a>
                </li>
              );
            })}
          </ul>
        </Notice>
      )}
    </div>
  );
}
