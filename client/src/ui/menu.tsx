import { useRouter } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import './menu.css';

export interface MenuChoice {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** A page of ours, or what to do. */
  to?: string;
  onAction?: () => void;
}

/** A short list of acts or pages behind one button. `label` names the button when `trigger` is no text. */
export function Menu({ label, trigger, className, items }: { label: string; trigger: ReactNode; className?: string; items: MenuChoice[] }) {
  const router = useRouter();
  const choose = ({ to, onAction }: MenuChoice) => {
    onAction?.();
    if (to !== undefined) router.history.push(to);
  };
  return (
    <MenuTrigger>
      <Button aria-label={label} className={className ?? 'utrecht-button utrecht-button--secondary-action kk-button'}>
        {trigger}
      </Button>
      <Popover className="kk-popover" placement="bottom end">
        <AriaMenu className="kk-menu" aria-label={label}>
          {items.map((item) => (
            <MenuItem key={item.id} id={item.id} textValue={item.label} className="kk-menu__item" onAction={() => choose(item)}>
              {item.icon && <item.icon className="kk-icon" />}
              {item.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
