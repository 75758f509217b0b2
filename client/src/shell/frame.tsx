import { Outlet } from '@tanstack/react-router';
import { Toasts } from '../ui/toast';

/** Round every page, also those of guests. */
export function Frame() {
  return (
    <>
      <Outlet />
      <Toasts />
    </>
  );
}
