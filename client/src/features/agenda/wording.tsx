import type { Question } from '@kenniskamer/shared/question';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Breadcrumb } from '../../ui/breadcrumb';
import { PageTitle } from '../../ui/page-title';
import { questionWords } from './question.words';
import '../../ui/code-chip.css';
import './answer.css';

/** The question as its edition words it, and the way up. The code is no link here: this is its page. */
export function Wording({ question }: { question: Question }) {
  const t = useWords(questionWords);
  const crumbs = [
    <Link key="agenda" to="/agenda">
      {t('agenda', { year: String(question.editionYear) })}
    </Link>,
    <Link key="theme" to="/agenda" hash={`theme-${question.theme.code}`} lang="nl">
      {question.theme.code} {question.theme.title}
    </Link>,
  ];
  if (question.parent) {
    crumbs.push(
      <Link key="parent" to="/questions/$code" params={{ code: question.parent.code }} lang="nl">
        {question.parent.code} {question.parent.title}
      </Link>,
    );
  }
  return (
    <>
      <Breadcrumb>{crumbs}</Breadcrumb>
      <div className="kk-wording">
        <span className="kk-code">{question.code}</span>
        <div lang="nl">
          <PageTitle tabTitle={`${question.code} ${question.title ?? question.text.slice(0, 60)}`}>{question.title ?? question.text}</PageTitle>
        </div>
        {question.title && (
          <p className="kk-lead" lang="nl">
            {question.text}
          </p>
        )}
        <p className="kk-meta">
          {t(`kind.${question.kind}`, { year: String(question.editionYear) })}{' '}
          {question.sameSince < question.editionYear && t('same', { since: String(question.sameSince) })} {question.caribbean && t('caribbean')}
        </p>
      </div>
    </>
  );
}
