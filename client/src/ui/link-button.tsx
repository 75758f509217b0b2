import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { buttonClass, type ButtonLook } from './button';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & ButtonLook & { ref?: Ref<HTMLAnchorElement> };

function Anchor({ kind, small, icon: Icon, children, ...props }: Props) {
  return (
    <a {...props} className={buttonClass({ kind, small })}>
      {Icon && <Icon className="kk-icon" />}
      {children}
    </a>
  );
}

/** A link of ours that looks like a button: it goes somewhere, it changes nothing. */
export const LinkButton = createLink(Anchor);

/** The same for an address outside the pages: a download, a mail address. */
export const AnchorButton = Anchor;
