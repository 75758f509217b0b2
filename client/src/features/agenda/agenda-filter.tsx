import type { AgendaQuestion, AgendaTheme } from '@kenniskamer/shared/agenda';
import { z } from '@kenniskamer/shared/configure-zod';
import type { QuestionItem } from '@kenniskamer/shared/question';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { useWords } from '../../platform/language';
import { FilterChip, Tools } from '../../ui/filter';
import { markWords } from '../../ui/marks.words';
import { agendaWords } from './agenda.words';
import '../../ui/field.css';
import './agenda.css';

/** What of the agenda is shown; it stands in the address. */
export const AgendaFilter = z.object({
  q: z.string().max(100).catch(''),
  show: z.enum(['ALL', 'OPEN', 'PARTLY', 'ANSWERED', 'CARIBBEAN']).catch('ALL'),
});
export type AgendaFilter = z.infer<typeof AgendaFilter>;

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('nl');

/**
 * The themes with only what matches. `hits` are the codes that the server's search found: it knows word forms; a part
 * of a word is found here at once. A kernvraag stays when it matches itself, with all below it, or when one below does.
 */
export function matching(themes: readonly AgendaTheme[], { q, show }: AgendaFilter, hits: ReadonlySet<string>): AgendaTheme[] {
  const words = plain(q.trim());
  const says = (question: QuestionItem) =>
    words === '' || hits.has(question.code) || plain(`${question.code} ${question.title ?? ''} ${question.text}`).includes(words);
  const shown = (question: QuestionItem) =>
    show === 'ALL' || (show === 'CARIBBEAN' ? question.caribbean : question.kind === 'SUB' && question.answer === show);
  const fits = (question: QuestionItem) => says(question) && shown(question);
  const narrowed = (core: AgendaQuestion): AgendaQuestion[] => {
    const subquestions = core.subquestions.filter(fits);
    if (subquestions.length > 0) return [{ ...core, subquestions }];
    return fits(core) ? [{ ...core, subquestions: core.subquestions.filter(shown) }] : [];
  };
  return themes.map((theme) => ({ ...theme, questions: theme.questions.flatMap(narrowed) })).filter((theme) => theme.questions.length > 0);
}

export function AgendaFilterStrip({ filter, onChange }: { filter: AgendaFilter; onChange: (change: Partial<AgendaFilter>) => void }) {
  const t = useWords(agendaWords);
  const marks = useWords(markWords);
  const label = (show: AgendaFilter['show']) => {
    if (show === 'ALL') return t('all');
    return show === 'CARIBBEAN' ? t('caribbean') : marks(`answer.${show}`);
  };
  return (
    <Tools>
      <SearchField className="kk-agenda-search" aria-label={t('search')} value={filter.q} onChange={(q) => onChange({ q })}>
        <Input className="kk-input utrecht-textbox" placeholder={t('search')} />
      </SearchField>
      <div className="kk-row" role="group" aria-label={t('filters')}>
        {(['ALL', 'OPEN', 'PARTLY', 'ANSWERED', 'CARIBBEAN'] as const).map((show) => (
          <FilterChip key={show} on={filter.show === show} onChange={() => onChange({ show })}>
            {label(show)}
          </FilterChip>
        ))}
      </div>
    </Tools>
  );
}
