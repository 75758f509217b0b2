import { isToDo, type Action, type ActionState } from '@kenniskamer/shared/action';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Check, Mail } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Breadcrumb } from '../../ui/breadcrumb';
import { Button } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { OutcomeKind } from '../../ui/outcome-mark';
import { Columns, Page, PageHead, Section } from '../../ui/page';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { ActionChangeForm } from './action-change';
import { ActionHistory } from './action-history';
import { useLiveAction } from './actions.live';
import { actionQuery, useActionChange, useChase } from './actions.queries';
import { actionsWords } from './actions.words';
import { actionWords } from './action.words';
import { DueBadge } from './due-badge';
import './actions.css';

/** As a heading: a whole paragraph would be one otherwise. */
const heading = (text: string) => (text.length > 140 ? `${text.slice(0, 139).trimEnd()}…` : text);

export function ActionPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: action } = useSuspenseQuery(actionQuery(id));
  useLiveAction(id);
  const t = useWords(actionWords);
  return (
    <Page>
      <Breadcrumb>
        {[
          <Link key="all" to="/actions">
            {t('all')}
          </Link>,
        ]}
      </Breadcrumb>
      <PageHead
        title={heading(action.text)}
        meta={
          <span className="kk-row">
            <OutcomeKind kind="ACTION" />
            {action.questions.map(({ id: questionId, code, text }) => (
              <CodeChip key={questionId} code={code} text={text} />
            ))}
            <DueBadge action={action} />
          </span>
        }
      />
      <Acts action={action} />
      <Columns aside={<Facts action={action} />}>
        {action.from && <Quote action={action} from={action.from} />}
        {(action.may.move || action.may.assign) && (
          <Section id="change" title={t('change')}>
            <ActionChangeForm key={action.id} action={action} />
          </Section>
        )}
        <Section title={t('course')} more={t('newest')}>
          <ActionHistory events={action.events} />
        </Section>
      </Columns>
    </Page>
  );
}

/** What one does most: in one press. */
function Acts({ action }: { action: Action }) {
  const t = useWords(actionWords);
  const a = useWords(actionsWords);
  const change = useActionChange(action.id);
  const chase = useChase();
  const tell = useTellFailure();
  const move = (state: ActionState) => change.mutate({ revision: action.revision, state }, { onSuccess: () => toast(t('saved')), onError: tell });
  const { owner, may, state } = action;
  if (!may.move && !may.chase) return null;
  return (
    <div className="kk-row kk-action-acts">
      {may.move && isToDo(state) && (
        <Button kind="primary" icon={Check} isPending={change.isPending} onPress={() => move('DONE')}>
          {t('done')}
        </Button>
      )}
      {may.chase && owner && (
        <Button icon={Mail} isPending={chase.isPending} onPress={() => chase.mutate(action.id, { onSuccess: () => toast(a('chased', { name: owner.name })), onError: tell })}>
          {a('chase')}
        </Button>
      )}
      {may.move && state === 'OPEN' && (
        <Button kind="quiet" onPress={() => move('IN_PROGRESS')}>
          {t('begin')}
        </Button>
      )}
      {may.move && isToDo(state) && (
        <Button kind="quiet" onPress={() => move('DROPPED')}>
          {t('drop')}
        </Button>
      )}
      {may.move && !isToDo(state) && <Button onPress={() => move('OPEN')}>{t('reopen')}</Button>}
    </div>
  );
}

function Facts({ action }: { action: Action }) {
  const t = useWords(actionWords);
  const a = useWords(actionsWords);
  const dates = useDates();
  return (
    <Section title={t('facts')}>
      <dl className="kk-facts">
        <dt>{a('state')}</dt>
        <dd>
          <b>{a(`state.${action.state}`)}</b>
        </dd>
        <dt>{a('owner')}</dt>
        <dd>
          {action.owner?.name ?? t('nobody')}
          {action.owner?.unit && <span className="kk-meta"> {action.owner.unit}</span>}
        </dd>
        <dt>{a('due')}</dt>
        <dd>{action.dueOn ? <time dateTime={action.dueOn}>{dates.long(action.dueOn)}</time> : a('noDate')}</dd>
        {action.session && (
          <>
            <dt>{t('from')}</dt>
            <dd>
              <Link to="/sessions/$id" params={{ id: action.session.id }}>
                {action.session.title}
              </Link>
              {action.session.startsAt && <span className="kk-meta">, {dates.date(action.session.startsAt)}</span>}
            </dd>
          </>
        )}
        {action.from?.item && (
          <>
            <dt>{t('item')}</dt>
            <dd>{action.from.item}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function Quote({ action, from }: { action: Action; from: NonNullable<Action['from']> }) {
  const t = useWords(actionWords);
  const page = from.link === 'REPORT' ? 'report' : 'note';
  return (
    <Section title={t('inNote')}>
      <p className="kk-quote kk-prose">
        {action.text}
        <br />
        <a className="kk-small" href={`/sessions/${from.session.id}/${page}#${encodeURIComponent(from.blockId)}`}>
          {t('toNote')}
        </a>
      </p>
    </Section>
  );
}
