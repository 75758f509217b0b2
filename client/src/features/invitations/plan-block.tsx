import type { ReactNode } from 'react';
import './plan.css';

/** One part of the plan. `id` is where the form's own menu leads to. */
export function PlanBlock({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="kk-block" aria-labelledby={`${id}-title`} id={id}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
