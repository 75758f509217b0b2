import './avatar.css';

/** First letters of first and last name, as Dutch names have them: `Fatima El Amrani` is FA. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase('nl');
}

/** Decoration beside a name that is written or spoken as well. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="kk-avatar" aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
