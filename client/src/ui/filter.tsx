import type { ReactNode } from 'react';
import './filter.css';

/** A filter that is on or off. Where it stands belongs in the address: see `useFilter`. */
export function FilterChip({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <button type="button" className="kk-chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
    </button>
  );
}

interface SegmentsProps<Id extends string> {
  label: string;
  choices: readonly { id: Id; label: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** One of two or three views of the same thing. */
export function Segments<Id extends string>({ label, choices, value, onChange }: SegmentsProps<Id>) {
  return (
    <div className="kk-segments" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.id} type="button" aria-pressed={choice.id === value} onClick={() => onChange(choice.id)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}

/** A strip of filters above a list. */
export function Tools({ children }: { children: ReactNode }) {
  return <div className="kk-tools">{children}</div>;
}

/** Counts that filter: each `li` holds a `Link` with `<b>` for the number and `<span>` for the word. */
export function Counts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="kk-counts" aria-label={label}>
      {children}
    </ul>
  );
}
