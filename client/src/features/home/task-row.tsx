import { dayOf, daysBetween } from '@kenniskamer/shared/dates';
import type { Task } from '@kenniskamer/shared/home';
import { Clock, ClockAlert } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Badge } from '../../ui/badge';
import { AnchorButton, LinkButton } from '../../ui/link-button';
import { homeWords } from './home.words';

/** One thing that waits: how urgent, what, why, and the button that does it. */
export function TaskRow({ task, isFirst }: { task: Task; isFirst: boolean }) {
  const said = useTask(task);
  return (
    <li>
      <div className="kk-tasks__when">
        <Urgency task={task} />
      </div>
      <div>
        <h2>{said.title}</h2>
        <p className="kk-meta">{said.help}</p>
      </div>
      <div className="kk-tasks__do">
        <Go task={task} isFirst={isFirst} />
      </div>
    </li>
  );
}

function Urgency({ task }: { task: Task }) {
  const t = useWords(homeWords);
  const dates = useDates();
  const today = dayOf(useNow());
  if (task.kind === 'END' || task.kind === 'FINALISE') {
    const n = daysBetween(task.at, today);
    return (
      <Badge tone={n > 0 ? 'late' : 'soon'} icon={n > 0 ? ClockAlert : Clock}>
        {n > 0 ? t('daysLate', { n }) : t('today')}
      </Badge>
    );
  }
  if (task.kind === 'NOTE') {
    return (
      <Badge tone="soon" icon={Clock}>
        {t('now')}
      </Badge>
    );
  }
  if (task.kind === 'ACTIONS') {
    return task.overdue > 0 ? (
      <Badge tone="late" icon={ClockAlert}>
        {t('late')}
      </Badge>
    ) : (
      <Badge tone="soon" icon={Clock}>
        {t('noOwner')}
      </Badge>
    );
  }
  if (task.kind === 'ANSWER') return task.at && <Badge>{dates.short(task.at)}</Badge>;
  return task.kind === 'DRAFT' || task.kind === 'EDITION' ? <Badge>{t('draft')}</Badge> : null;
}

function useTask(task: Task): { title: string; help: string } {
  const t = useWords(homeWords);
  const dates = useDates();
  switch (task.kind) {
    case 'END':
      return { title: t('END', { title: task.title }), help: t('endHelp', { day: dates.long(task.at) }) };
    case 'FINALISE': {
      const rest = task.withoutOwner > 0 ? t('finaliseNobody', { n: task.withoutOwner }) : t('finaliseReady');
      return { title: t('FINALISE', { title: task.title }), help: `${t('finaliseHelp', { day: dates.long(task.at) })} ${rest}` };
    }
    case 'NOTE':
      return { title: t('NOTE', { title: task.title }), help: t('noteHelp', { time: dates.time(task.at) }) };
    case 'REFUSED': {
      const names = task.names.join(', ');
      const rest = task.n - task.names.length;
      return { title: t('REFUSED', { n: task.n, title: task.title }), help: t('refusedHelp', { n: task.n, names: rest > 0 ? t('refusedMore', { n: rest, names }) : names }) };
    }
    case 'ANSWER':
      return {
        title: t('ANSWER', { title: task.title }),
        help: task.at ? t('answerHelp', { day: dates.long(task.at), time: dates.time(task.at) }) : t('answerHelpNoDate'),
      };
    case 'ACTIONS': {
      const { whose, overdue, withoutOwner } = task;
      if (overdue === 0) return { title: t('nobody', { n: withoutOwner }), help: t('nobodyHelp') };
      const rest = withoutOwner > 0 ? ` ${t('andNobody', { n: withoutOwner })}` : '';
      return { title: t(`late${whose}`, { n: overdue }), help: `${t(`actionsHelp${whose}`)}${rest}` };
    }
    case 'DRAFT':
      return { title: t('DRAFT', { title: task.title }), help: t('draftHelp', { day: dates.long(task.at) }) };
    case 'EDITION':
      return { title: t('EDITION', { year: String(task.year) }), help: t('editionHelp') };
    case 'PEOPLE_WITHOUT_UNIT':
      return { title: t('PEOPLE_WITHOUT_UNIT', { n: task.n }), help: t('peopleHelp') };
    case 'QUESTIONS_WITHOUT_UNIT':
      return { title: t('QUESTIONS_WITHOUT_UNIT', { n: task.n }), help: t('questionsHelp') };
  }
}

/** The first thing to do is the page's primary button. */
function Go({ task, isFirst }: { task: Task; isFirst: boolean }) {
  const t = useWords(homeWords);
  const kind = isFirst ? 'primary' : 'secondary';
  switch (task.kind) {
    case 'END':
    case 'FINALISE':
      return (
        <LinkButton kind={kind} to="/sessions/$id/ending" params={{ id: task.sessionId }} aria-label={`${t(task.kind === 'END' ? 'endDo' : 'finaliseDo')}: ${task.title}`}>
          {t(task.kind === 'END' ? 'endDo' : 'finaliseDo')}
        </LinkButton>
      );
    case 'NOTE':
      return (
        <AnchorButton kind={kind} href={`/sessions/${task.sessionId}/note`} aria-label={`${t('noteDo')}: ${task.title}`}>
          {t('noteDo')}
        </AnchorButton>
      );
    case 'REFUSED':
      return (
        <LinkButton kind={kind} to="/sessions/$id/invitees" params={{ id: task.sessionId }} aria-label={`${t('refusedDo')}: ${task.title}`}>
          {t('refusedDo')}
        </LinkButton>
      );
    case 'ANSWER':
      return (
        <LinkButton kind={kind} to="/sessions/$id" params={{ id: task.sessionId }} aria-label={`${t('answerDo')}: ${task.title}`}>
          {t('answerDo')}
        </LinkButton>
      );
    case 'ACTIONS':
      return (
        <LinkButton kind={kind} to="/actions" search={{ whose: task.whose }} aria-label={`${t('actionsDo')}: ${t(task.whose === 'MINE' ? 'mine' : 'followed')}`}>
          {t('actionsDo')}
        </LinkButton>
      );
    case 'DRAFT':
      return (
        <LinkButton kind={kind} to="/sessions/$id/plan" params={{ id: task.sessionId }} aria-label={`${t('draftDo')}: ${task.title}`}>
          {t('draftDo')}
        </LinkButton>
      );
    case 'EDITION':
      return (
        <LinkButton kind={kind} to="/administration/agenda/$id" params={{ id: task.editionId }}>
          {t('editionDo')}
        </LinkButton>
      );
    case 'PEOPLE_WITHOUT_UNIT':
      return (
        <AnchorButton kind={kind} href="/administration">
          {t('peopleDo')}
        </AnchorButton>
      );
    case 'QUESTIONS_WITHOUT_UNIT':
      return (
        <LinkButton kind={kind} to="/agenda">
          {t('questionsDo')}
        </LinkButton>
      );
  }
}
