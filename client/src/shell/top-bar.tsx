import { Link, useLocation } from '@tanstack/react-router';
import { Armchair, Inbox, ListChecks, ListTree } from 'lucide-react';
import type { Me } from '../features/people/me.queries';
import { useWords } from '../platform/language';
import { BrandMark } from './brand';
import { LanguageSwitch } from './language-switch';
import { PersonMenu } from './person-menu';
import { SearchButton } from './search-button';
import { shellWords } from './shell.words';
import './shell.css';

/** The bar on top; under 760 px its menu lies at the bottom, in the same order. */
export function TopBar({ me }: { me: Me }) {
  const t = useWords(shellWords);
  // A question is part of the agenda, though its address does not say so.
  const isQuestion = useLocation({ select: ({ pathname }) => pathname.startsWith('/questions/') });
  return (
    <header className="kk-top">
      <div className="kk-top__in">
        <Link to="/" className="kk-brand">
          <BrandMark />
          Kenniskamer
        </Link>
        <nav className="kk-nav" aria-label={t('menu')}>
          <ul>
            <li>
              <Link to="/" activeOptions={{ exact: true }}>
                <Inbox className="kk-icon" />
                {t('now')}
              </Link>
            </li>
            <li>
              <Link to="/agenda" aria-current={isQuestion || undefined}>
                <ListTree className="kk-icon" />
                {t('agenda')}
              </Link>
            </li>
            <li>
              <Link to="/sessions">
                <Armchair className="kk-icon" />
                <span className="kk-wide-only">{t('sessions')}</span>
                <span className="kk-phone-only">{t('sessionsShort')}</span>
              </Link>
            </li>
            <li>
              <Link to="/actions">
                <ListChecks className="kk-icon" />
                {t('actions')}
              </Link>
            </li>
          </ul>
        </nav>
        <div className="kk-top__end">
          <SearchButton />
          <LanguageSwitch />
          <PersonMenu me={me} />
        </div>
      </div>
    </header>
  );
}
