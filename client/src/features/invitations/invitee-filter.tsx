import { TableGroup, type InviteeCounts } from '@kenniskamer/shared/invitation';
import type { InviteeSearch } from '@kenniskamer/shared/page-search';
import { Link } from '@tanstack/react-router';
import { MailX, UserX } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { useWords } from '../../platform/language';
import { Counts, Tools } from '../../ui/filter';
import { ReplyIcon } from '../../ui/reply-mark';
import { Select } from '../../ui/select';
import { audienceWords } from './audience.words';
import { inviteesWords } from './invitees.words';
import '../../ui/field.css';
import './invitees.css';

interface Props {
  filter: InviteeSearch;
  counts: InviteeCounts;
}

const REPLIES = ['ACCEPTED', 'TENTATIVE', 'DECLINED', 'NEEDS_ACTION'] as const;

/** How many of each answer; each number is a link that filters. */
export function InviteeCountStrip({ filter, counts }: Props) {
  const t = useWords(inviteesWords);
  const link = (show: InviteeSearch['show'], n: number, icon: React.ReactNode) => (
    <li key={show}>
      <Link from="/sessions/$id/invitees" to="." search={(before: Partial<InviteeSearch>) => ({ ...before, show })} replace resetScroll={false} aria-current={filter.show === show ? 'true' : undefined}>
        <b>{n}</b>
        <span>
          {icon}
          {t(show)}
        </span>
      </Link>
    </li>
  );
  return (
    <Counts label={t('counts')}>
      {link('ALL', counts.invited, null)}
      {REPLIES.map((reply) => link(reply, counts.perPartstat[reply], <ReplyIcon reply={reply} />))}
      {counts.refused > 0 && link('REFUSED', counts.refused, <MailX aria-hidden="true" />)}
      {counts.takenOut > 0 && link('TAKEN_OUT', counts.takenOut, <UserX aria-hidden="true" />)}
    </Counts>
  );
}

/** Per table how many come of how many asked; each is a link that filters. */
export function InviteeGroups({ filter, counts }: Props) {
  const t = useWords(inviteesWords);
  const a = useWords(audienceWords);
  return (
    <ul className="kk-pergroup" aria-label={t('perGroup')}>
      {TableGroup.options
        .filter((group) => counts.perGroup[group].invited > 0)
        .map((group) => {
          const { accepted, invited } = counts.perGroup[group];
          const isOn = filter.group === group;
          return (
            <li key={group}>
              <Link from="/sessions/$id/invitees" to="." search={(before: Partial<InviteeSearch>) => ({ ...before, group: isOn ? undefined : group })} replace resetScroll={false} aria-current={isOn ? 'true' : undefined}>
                <span>{a(`group.${group}`)}</span> <b>{t('of', { accepted, invited })}</b>
                <span className="kk-meter" aria-hidden="true">
                  <i style={{ width: `${(accepted / invited) * 100}%` }} />
                </span>
              </Link>
            </li>
          );
        })}
    </ul>
  );
}

export function InviteeTools({ filter, onChange }: { filter: InviteeSearch; onChange: (change: Partial<InviteeSearch>) => void }) {
  const t = useWords(inviteesWords);
  const a = useWords(audienceWords);
  return (
    <Tools>
      <SearchField className="kk-invitee-search" aria-label={t('search')} value={filter.q} onChange={(q) => onChange({ q })}>
        <Input className="kk-input utrecht-textbox" placeholder={t('search')} />
      </SearchField>
      <Select
        inline
        label={t('level')}
        value={filter.group ?? 'ALL'}
        onChange={(group) => onChange({ group: group === 'ALL' || group === null ? undefined : group })}
        choices={[{ id: 'ALL' as const, label: t('allLevels') }, ...TableGroup.options.map((group) => ({ id: group, label: a(`group.${group}`) }))]}
      />
      <Select
        inline
        label={t('order')}
        value={filter.order}
        onChange={(order) => order && onChange({ order })}
        choices={(['NEWEST_REPLY', 'NAME'] as const).map((order) => ({ id: order, label: t(order) }))}
      />
    </Tools>
  );
}
