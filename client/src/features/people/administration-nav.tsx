import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { administrationWords } from './administration.words';
import './people.css';

const pages = [
  ['/administration', 'people'],
  ['/administration/units', 'units'],
  ['/administration/positions', 'positions'],
  ['/administration/people-csv', 'csv'],
  ['/administration/agenda', 'agenda'],
  ['/administration/audit', 'audit'],
  ['/administration/chatham-house', 'traces'],
] as const;

/** The parts of administration, above each of them. */
export function AdministrationNav() {
  const t = useWords(administrationWords);
  return (
    <nav className="kk-admin-nav" aria-label={t('administration')}>
      <ul>
        {pages.map(([to, name]) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: true, includeSearch: false }}>
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
