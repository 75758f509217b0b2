/** The caret of somebody else, with their name where names may be shown. */
export function caretOf(user: Record<string, unknown>): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'kk-caret';
  if (typeof user.name !== 'string') return caret;
  if (typeof user.color === 'string') caret.style.setProperty('--kk-caret', user.color);
  const name = document.createElement('span');
  name.textContent = user.name;
  caret.append(name);
  // Names at carets are for eyes only: a screen reader must not read them in the middle of the text.
  caret.setAttribute('aria-hidden', 'true');
  return caret;
}
