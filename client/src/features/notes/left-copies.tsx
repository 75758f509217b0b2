import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { KeptText } from './kept-text';
import { wordsKept } from './local-note.live';
import { noteWords } from './note.words';
import { eraseCopy, keptNotes } from './unsent-notes.live';

/** What this browser holds unsent of the note as it was before it was made anew: it can be copied, and is never merged. */
export function LeftCopies({ owner, sessionId, generation }: { owner: string; sessionId: string; generation: number }) {
  const t = useWords(noteWords);
  const cache = useQueryClient();
  const queryKey = ['left-copies', owner, sessionId, generation];
  const { data: copies = [] } = useQuery({
    queryKey,
    staleTime: Infinity,
    queryFn: () => {
      const notes = keptNotes().filter((note) => note.owner === owner && note.sessionId === sessionId && note.generation !== generation && note.waiting > 0);
      const places = new Map(notes.map((note) => [note.generation, note]));
      return Promise.all([...places.values()].map(async (note) => ({ note, text: await wordsKept(note) })));
    },
  });
  return copies.map(({ note, text }) => (
    <Notice key={note.generation} tone="warning" announced>
      <p>
        <b>{t('leftCopy')}</b> {t('leftCopyHelp')}
      </p>
      <KeptText text={text}>
        <Button small onPress={() => void eraseCopy(note).then(() => cache.invalidateQueries({ queryKey }))}>
          {t('eraseCopy')}
        </Button>
      </KeptText>
    </Notice>
  ));
}
