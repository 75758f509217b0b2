import type { Audience, AudienceLine } from '@kenniskamer/shared/invitation';
import { UserPlus, Users, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../../platform/language';
import { Avatar } from '../../ui/avatar';
import { Button, IconButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { SearchPicker } from '../../ui/search-picker';
import { TagList } from '../../ui/tag-list';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { AudienceExternal } from './audience-external';
import { AudienceGroup } from './audience-group';
import { audienceWords } from './audience.words';
import { findCandidates, useAddLine, useExclude, useRemoveLine, useRestore } from './invitations.queries';
import { PlanBlock } from './plan-block';
import { planWords } from './plan.words';

/** A group as a sentence: "Alle directeuren van DG Bouwen". */
export function useLineSentence() {
  const t = useWords(audienceWords);
  return ({ level, unit, person }: AudienceLine): string => {
    if (person) return t('line.person', { name: person.name });
    const who = level ? t(`line.level.${level}`) : t('line.everybody');
    return unit ? t('line.of', { level: who, unit: unit.name }) : who;
  };
}

type Adding = 'GROUP' | { email: string } | null;

/** Who is asked: groups, people by name, people from outside; and whom that gives, each to be taken out. */
export function PlanAudience({ sessionId, audience }: { sessionId: string; audience: Audience }) {
  const t = useWords(audienceWords);
  const plan = useWords(planWords);
  const [adding, setAdding] = useState<Adding>(null);
  const addLine = useAddLine(sessionId);
  const tellFailure = useTellFailure();
  const place = useRef<HTMLDivElement>(null);
  // One form makes way for another: the focus goes to its first field, not to the top of the page.
  const turn = (to: Adding) => {
    flushSync(() => setAdding(to));
    place.current?.querySelector<HTMLElement>('input, button')?.focus();
  };
  const onTyped = (text: string) => {
    if (!text.includes('@')) return false;
    turn({ email: text });
    return true;
  };
  return (
    <PlanBlock id="who" title={plan('who')}>
      <p className="kk-meta kk-prose">{t('hint')}</p>
      {audience.lines.length > 0 && <Lines sessionId={sessionId} lines={audience.lines} />}
      <div ref={place}>
        {adding === 'GROUP' && <AudienceGroup sessionId={sessionId} onDone={() => turn(null)} />}
        {adding !== null && adding !== 'GROUP' && <AudienceExternal sessionId={sessionId} email={adding.email} onDone={() => turn(null)} />}
        {adding === null && (
          <>
            <SearchPicker
              label={t('byName')}
              hint={t('byNameHint')}
              searches={`candidates-${sessionId}`}
              search={findCandidates(sessionId)}
              onPick={(choice) => choice && addLine.mutate({ personId: choice.id }, { onError: tellFailure })}
              onTyped={onTyped}
            />
            <div className="kk-row kk-form__buttons">
              <Button small icon={Users} onPress={() => turn('GROUP')}>
                {t('addGroup')}
              </Button>
              <Button small icon={UserPlus} onPress={() => turn({ email: '' })}>
                {t('external')}
              </Button>
            </div>
          </>
        )}
      </div>
      <People sessionId={sessionId} audience={audience} />
    </PlanBlock>
  );
}

function Lines({ sessionId, lines }: { sessionId: string; lines: readonly AudienceLine[] }) {
  const t = useWords(audienceWords);
  const sentence = useLineSentence();
  const remove = useRemoveLine(sessionId);
  const tellFailure = useTellFailure();
  return (
    <ul className="kk-rows kk-lined">
      {lines.map((line) => (
        <li key={line.id} className="kk-line">
          {sentence(line)}
          <span className="kk-line__count">
            {t('people', { n: line.count })}
            <IconButton icon={X} label={t('removeLine', { line: sentence(line) })} onPress={() => remove.mutate(line.id, { onError: tellFailure })} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** So many chips before the rest waits behind a button: 60 names at once hide the form below. */
const SHOWN = 16;

function People({ sessionId, audience }: { sessionId: string; audience: Audience }) {
  const t = useWords(audienceWords);
  const [showsAll, setShowsAll] = useState(false);
  const exclude = useExclude(sessionId);
  const restore = useRestore(sessionId);
  const tellFailure = useTellFailure();
  const takeOut = (id: string) => {
    const name = audience.people.find((person) => person.id === id)?.name ?? '';
    exclude.mutate(id, {
      onSuccess: () => toast(t('excluded', { name }), { undo: () => restore.mutate(id, { onError: tellFailure }) }),
      onError: tellFailure,
    });
  };
  const shown = showsAll ? audience.people : audience.people.slice(0, SHOWN);
  const rest = audience.people.length - shown.length;
  return (
    <div className="kk-field" aria-live="polite">
      <h3>{t('people', { n: audience.people.length })}</h3>
      {audience.people.length === 0 && <EmptyState level="h3" title={t('nobody')}>{t('nobodyHelp')}</EmptyState>}
      <TagList
        label={t('people', { n: audience.people.length })}
        onRemove={takeOut}
        items={shown.map((person) => ({
          id: person.id,
          name: person.name,
          detail: person.invited ? t('invited') : (person.about ?? t(`group.${person.group}`)),
          before: <Avatar name={person.name} />,
        }))}
      />
      {rest > 0 && (
        <div className="kk-form__buttons">
          <Button small onPress={() => setShowsAll(true)}>
            {t('more', { n: rest })}
          </Button>
        </div>
      )}
      {audience.excluded.length > 0 && (
        <div className="kk-field">
          <h3>{t('offList')}</h3>
          <div className="kk-row">
            {audience.excluded.map((person) => (
              <Button key={person.id} small kind="quiet" onPress={() => restore.mutate(person.id, { onError: tellFailure })}>
                {t('putBack', { name: person.name })}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
