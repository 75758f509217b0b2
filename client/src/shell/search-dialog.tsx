import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import { useDates } from '../platform/dates';
import { useWords } from '../platform/language';
import { Dialog } from '../ui/dialog';
import { FailureNote } from '../ui/failure-note';
import { searchQuery } from './search.queries';
import { searchWords } from './search.words';
import '../ui/field.css';
import '../ui/select.css';
import './search.css';

/** Milliseconds of quiet before a search goes to the server. */
const quiet = 200;

/** Finds questions and sessions while one types; arrows choose, Enter opens, Escape closes. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(searchWords);
  const dates = useDates();
  const router = useRouter();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // The dialog would take the focus itself; who opened a search wants to type.
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), quiet);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery(searchQuery(asked));
  const { questions, sessions } = (asked.length >= 2 && found.data) || { questions: [], sessions: [] };
  const count = questions.length + sessions.length;
  const open = (address: string) => {
    onClose();
    router.history.push(address);
  };
  const status = asked.length < 2 ? t('typeOn') : found.isFetching ? t('searching') : count === 0 ? t('nothing', { text: asked }) : t('found', { n: count });
  return (
    <Dialog title={t('title')} titleUnseen onClose={onClose}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField aria-label={t('label')}>
          <Input ref={input} className="kk-input utrecht-textbox" placeholder={t('label')} />
        </SearchField>
        <p className="kk-meta kk-search__status" role="status">
          {status}
        </p>
        <FailureNote error={found.error} />
        <ListBox className="kk-search__list" aria-label={t('results')} onAction={(address) => open(String(address))}>
          {questions.length > 0 && (
            <ListBoxSection>
              <Header>{t('questions')}</Header>
              {questions.map((question) => (
                <ListBoxItem key={question.code} id={`/questions/${question.code}`} textValue={question.text} className="kk-list__option kk-search__option utrecht-listbox__option">
                  <b>{question.code}</b>
                  <span>{question.text}</span>
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
          {sessions.length > 0 && (
            <ListBoxSection>
              <Header>{t('sessions')}</Header>
              {sessions.map((session) => (
                <ListBoxItem key={session.id} id={`/sessions/${session.id}`} textValue={session.title} className="kk-list__option kk-search__option utrecht-listbox__option">
                  <span>
                    {session.title}
                    <small>{session.startsAt ? dates.long(session.startsAt) : t('noDate')}</small>
                  </span>
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}
