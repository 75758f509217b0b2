import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import './button.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';
export interface ButtonLook {
  kind?: ButtonKind;
  small?: boolean;
  icon?: LucideIcon;
}

const systemClass: Record<ButtonKind, string> = {
  primary: 'utrecht-button--primary-action',
  secondary: 'utrecht-button--secondary-action',
  quiet: 'utrecht-button--subtle',
  danger: 'utrecht-button--secondary-action kk-button--danger',
};

export const buttonClass = ({ kind = 'secondary', small }: ButtonLook) =>
  `utrecht-button ${systemClass[kind]} kk-button${small ? ' kk-button--small' : ''}`;

interface ButtonProps extends Omit<AriaProps, 'className' | 'children' | 'isDisabled'>, ButtonLook {
  children: ReactNode;
  /** Why it cannot be pressed now. The button keeps its place and its focus, and the reason stands beside it. */
  notYet?: string | false;
}

/** One primary button per region of the screen; its words say what happens, with the number. */
export function Button({ kind, small, icon: Icon, notYet, children, ...props }: ButtonProps) {
  const reason = useId();
  if (notYet) {
    return (
      <>
        <button
          type="button"
          aria-disabled="true"
          aria-describedby={reason}
          className={`${buttonClass({ kind, small })} kk-button--not-yet`}
          // A submit would still be a submit; this one does nothing until its reason is gone.
          onClick={(event) => event.preventDefault()}
        >
          {Icon && <Icon className="kk-icon" />}
          {children}
        </button>{' '}
        <span id={reason} className="kk-meta">
          {notYet}
        </span>
      </>
    );
  }
  return (
    <AriaButton {...props} className={buttonClass({ kind, small })}>
      {props.isPending ? <LoaderCircle className="kk-icon kk-spin" /> : Icon && <Icon className="kk-icon" />}
      {children}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaProps, 'className' | 'children' | 'isDisabled'> {
  icon: LucideIcon;
  label: string;
  /** Nothing left to do, as at the end of a list: keeps its focus, does nothing. */
  isSpent?: boolean;
}

/** A button of one icon. `label` is its name, for those who do not see the icon and for voice control. */
export function IconButton({ icon: Icon, label, isSpent, onPress, ...props }: IconButtonProps) {
  const look = `utrecht-button utrecht-button--subtle kk-button kk-button--icon${isSpent ? ' kk-button--spent' : ''}`;
  return (
    <AriaButton {...props} onPress={isSpent ? undefined : onPress} aria-disabled={isSpent || undefined} aria-label={label} className={look}>
      <Icon className="kk-icon" />
    </AriaButton>
  );
}
