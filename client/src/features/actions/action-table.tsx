import type { ActionRow } from '@kenniskamer/shared/action';
import { Link } from '@tanstack/react-router';
import { Mail, UserPlus, UserX } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { LinkButton } from '../../ui/link-button';
import { Table, type Column } from '../../ui/table';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { useChase } from './actions.queries';
import { actionsWords } from './actions.words';
import { DueBadge } from './due-badge';
import './actions.css';

/** Actions as rows: what, about which question, whose, when, and what one can do about it here. */
export function ActionTable({ caption, actions, brief }: { caption: string; actions: ActionRow[]; brief?: boolean }) {
  const t = useWords(actionsWords);
  const dates = useDates();
  const columns: Column<ActionRow>[] = [
    { id: 'action', share: brief ? undefined : 32, head: t('action'), as: 'main', cell: (row) => <ActionLink action={row} /> },
    ...(brief ? [] : [{ id: 'question', share: 8, head: t('question'), cell: (row: ActionRow) => <Codes action={row} /> }]),
    { id: 'owner', share: brief ? undefined : 13, head: t('owner'), cell: (row) => <OwnerName action={row} /> },
    ...(brief ? [] : [{ id: 'unit', share: 15, head: t('unit'), as: 'wide' as const, cell: (row: ActionRow) => row.owner?.unit ?? '' }]),
    { id: 'due', share: brief ? undefined : 9, head: t('due'), cell: (row) => (row.dueOn ? <time dateTime={row.dueOn}>{dates.inTable(row.dueOn)}</time> : <span className="kk-meta">{t('noDate')}</span>) },
    { id: 'term', share: brief ? undefined : 10, head: <span className="kk-unseen">{t('term')}</span>, cell: (row) => <DueBadge action={row} /> },
    ...(brief ? [] : [{ id: 'do', share: 13, head: <span className="kk-unseen">{t('do')}</span>, as: 'num' as const, cell: (row: ActionRow) => <RowAct action={row} /> }]),
  ];
  return <Table caption={caption} columns={columns} items={actions} keyOf={(row) => row.id} />;
}

function ActionLink({ action }: { action: ActionRow }) {
  return (
    <Link to="/actions/$id" params={{ id: action.id }} className="kk-action-link">
      {action.text}
    </Link>
  );
}

const Codes = ({ action }: { action: ActionRow }) => (
  <span className="kk-row kk-row--close">
    {action.questions.map(({ id, code, text }) => (
      <CodeChip key={id} code={code} text={text} />
    ))}
  </span>
);

export function OwnerName({ action }: { action: Pick<ActionRow, 'owner' | 'state'> }) {
  const t = useWords(actionsWords);
  if (action.owner) return action.owner.name;
  return (
    <Badge tone="soon" icon={UserX}>
      {t('noOwner')}
    </Badge>
  );
}

function RowAct({ action }: { action: ActionRow }) {
  const t = useWords(actionsWords);
  const chase = useChase();
  const tell = useTellFailure();
  const { owner } = action;
  if (!owner && action.may.assign && action.group !== 'CLOSED') {
    return (
      <LinkButton small icon={UserPlus} to="/actions/$id" params={{ id: action.id }} hash="change" aria-label={t('pickOwnerOf', { text: action.text })}>
        {t('pickOwner')}
      </LinkButton>
    );
  }
  if (!owner || !action.may.chase || action.group !== 'OVERDUE') return null;
  return (
    <Button
      small
      icon={Mail}
      isPending={chase.isPending}
      aria-label={t('chaseOf', { text: action.text })}
      onPress={() => chase.mutate(action.id, { onSuccess: () => toast(t('chased', { name: owner.name })), onError: tell })}
    >
      {t('chase')}
    </Button>
  );
}
