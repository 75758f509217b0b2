import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList as AriaTagList } from 'react-aria-components/TagGroup';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import './tag-list.css';

export interface TagItem {
  id: string;
  name: string;
  detail?: string;
  before?: ReactNode;
}

/** People or questions as chips. With `onRemove` each can be taken out: with its cross, Delete or Backspace. */
export function TagList({ label, items, onRemove }: { label: string; items: readonly TagItem[]; onRemove?: (id: string) => void }) {
  const t = useWords(uiWords);
  return (
    <TagGroup aria-label={label} onRemove={onRemove && ((keys) => [...keys].forEach((key) => onRemove(String(key))))}>
      <AriaTagList className="kk-tags" items={items}>
        {(item) => (
          <Tag id={item.id} textValue={item.name} className={`kk-tag${onRemove ? ' kk-tag--removable' : ''}`}>
            {item.before}
            <span>
              {item.name} {item.detail && <small>{item.detail}</small>}
            </span>
            {onRemove && (
              <Button slot="remove" className="kk-tag__remove" aria-label={t('remove', { name: item.name })}>
                <X className="kk-icon" />
              </Button>
            )}
          </Tag>
        )}
      </AriaTagList>
    </TagGroup>
  );
}
