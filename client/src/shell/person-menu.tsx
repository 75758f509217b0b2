import type { Me } from '../features/people/me.queries';
import { useSignOut } from '../features/people/sign-in.queries';
import { useAskedSignOut } from '../features/people/sign-out-question';
import { useWords } from '../platform/language';
import { Avatar, initialsOf } from '../ui/avatar';
import { Menu } from '../ui/menu';
import { shellWords } from './shell.words';

/** One's own details, administration for who may, and the way out. */
export function PersonMenu({ me }: { me: Me }) {
  const t = useWords(shellWords);
  const { press, question } = useAskedSignOut(useSignOut());
  return (
    <>
      <Menu
        label={t('myMenu', { initials: initialsOf(me.person.name), name: me.person.name })}
        className="kk-top__button"
        trigger={<Avatar name={me.person.name} />}
        items={[
          { id: 'me', label: t('myDetails'), to: '/me' },
          ...(me.isAdministrator ? [{ id: 'admin', label: t('administer'), to: '/administration' }] : []),
          { id: 'out', label: t('signOut'), onAction: press },
        ]}
      />
      {question}
    </>
  );
}
