import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Edition } from '@kenniskamer/shared/agenda';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useFilter } from '../../platform/search-params';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { LinkButton } from '../../ui/link-button';
import { Page, PageHead } from '../../ui/page';
import { walkRows } from '../../ui/walk-rows';
import { useMe } from '../people/me.queries';
import { AgendaFilter, AgendaFilterStrip, matching } from './agenda-filter';
import { AgendaTally } from './agenda-tally';
import { useLiveAgenda } from './agenda.live';
import { agendaHitsQuery, agendaQuery, workQuery } from './agenda.queries';
import { agendaWords } from './agenda.words';
import { CoreQuestion } from './core-question';
import './agenda.css';

const walk = walkRows('details.kk-core, .kk-subs > li');

/** Themes, kernvragen and deelvragen: what is known, and where nothing is. */
export function AgendaPage() {
  const t = useWords(agendaWords);
  const { isAdministrator } = useMe();
  const { data: agenda } = useSuspenseQuery(agendaQuery());
  // The questions do not wait for it.
  const { data: work } = useQuery(workQuery());
  useLiveAgenda();
  const [filter, change] = useFilter(AgendaFilter);
  const hits = useQuery(agendaHitsQuery(useDeferredValue(filter.q.trim())));
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(['A1']));
  const isNarrowed = filter.q.trim() !== '' || filter.show !== 'ALL';
  const themes = matching(agenda.themes, filter, new Set(hits.data ?? []));
  const cores = agenda.themes.flatMap((theme) => theme.questions);
  const subs = cores.flatMap((core) => core.subquestions);
  const toggle = (code: string, isOpen: boolean) => {
    // While a filter holds everything open, folding is not remembered: it would be gone with the filter.
    if (isNarrowed || opened.has(code) === isOpen) return;
    setOpened(isOpen ? new Set([...opened, code]) : new Set([...opened].filter((one) => one !== code)));
  };
  const size = t('size', { themes: t('themes', { n: agenda.themes.length }), core: t('core', { n: cores.length }), sub: t('sub', { n: subs.length }) });
  return (
    <Page>
      <PageHead
        title={agenda.title}
        meta={<EditionLine edition={agenda.edition} size={size} />}
        actions={isAdministrator && <LinkButton to="/administration/agenda">{t('editions')}</LinkButton>}
      />
      <AgendaTally themes={agenda.themes} />
      <AgendaFilterStrip filter={filter} onChange={change} />
      <p className="kk-unseen" role="status">
        {isNarrowed && t('found', { n: themes.flatMap((theme) => theme.questions.flatMap((core) => core.subquestions)).length })}
      </p>
      {themes.length === 0 && (
        <EmptyState
          level="h2"
          title={filter.q.trim() ? t('nothing', { text: filter.q.trim() }) : t('nothingFilter')}
          action={<Button small onPress={() => change({ q: '', show: 'ALL' })}>{t('showAll')}</Button>}
        >
          {t('nothingHelp')}
        </EmptyState>
      )}
      <div role="presentation" onKeyDown={walk}>
        {themes.map((theme) => (
          <section key={theme.code} className="kk-theme" aria-labelledby={`theme-${theme.code}`}>
            <div className="kk-theme__head">
              <b aria-hidden="true">{theme.code}</b>
              <h2 id={`theme-${theme.code}`}>
                <span className="kk-unseen">{t('theme', { code: theme.code })}</span>
                <span lang="nl">{theme.title}</span>
              </h2>
              <span className="kk-meta">
                {t('core', { n: theme.questions.length })}, {t('sub', { n: theme.questions.flatMap((core) => core.subquestions).length })}
              </span>
            </div>
            <div className="kk-core__heads" aria-hidden="true">
              <span />
              <span>{t('head.question')}</span>
              <span>
                <span>{t('head.subs')}</span>
                <span>{t('head.held')}</span>
                <span>{t('head.actions')}</span>
                <span>{t('head.next')}</span>
              </span>
            </div>
            {theme.questions.map((core) => (
              <CoreQuestion key={core.id} core={core} work={work} isOpen={isNarrowed || opened.has(core.code)} onToggle={(isOpen) => toggle(core.code, isOpen)} />
            ))}
          </section>
        ))}
      </div>
    </Page>
  );
}

function EditionLine({ edition, size }: { edition: Edition; size: string }) {
  const t = useWords(agendaWords);
  const dates = useDates();
  const year = String(edition.year);
  const which =
    edition.state === 'DRAFT'
      ? t('editionDraft', { year })
      : edition.adoptedOn
        ? t('editionAdopted', { year, date: dates.date(edition.adoptedOn) })
        : t('edition', { year });
  return (
    <>
      {which} {size}
    </>
  );
}
