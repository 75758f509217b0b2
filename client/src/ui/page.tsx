import { useId, type ReactNode } from 'react';
import { PageTitle } from './page-title';
import './page.css';

/** The content of a page; `narrow` for reading and for guests. */
export function Page({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  return <div className={`kk-page${narrow ? ' kk-page--narrow' : ''}`}>{children}</div>;
}

interface HeadProps {
  title: string;
  /** For the tab and the history, when the heading is not enough there. */
  tabTitle?: string;
  /** One sentence that answers the screen's question, in words, with the number. */
  lead?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, tabTitle, lead, meta, actions }: HeadProps) {
  return (
    <div className="kk-head">
      <div>
        <PageTitle tabTitle={tabTitle}>{title}</PageTitle>
        {lead && <p className="kk-lead">{lead}</p>}
        {meta && <div className="kk-meta">{meta}</div>}
      </div>
      {actions && <div className="kk-row">{actions}</div>}
    </div>
  );
}

/** Main column and an aside that falls below it on narrow screens. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="kk-cols">
      <div>{children}</div>
      <div className="kk-aside">{aside}</div>
    </div>
  );
}

interface SectionProps {
  title: string;
  /** For those who listen; the rows speak for themselves to those who see. */
  titleUnseen?: boolean;
  more?: ReactNode;
  id?: string;
  children: ReactNode;
}

export function Section({ title, titleUnseen, more, id, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="kk-section" aria-labelledby={heading} id={id}>
      {titleUnseen ? (
        <h2 className="kk-unseen" id={heading}>
          {title}
        </h2>
      ) : (
        <div className="kk-section__head">
          <h2 id={heading}>{title}</h2>
          {more && <div className="kk-meta">{more}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** A list whose rows are divided by a hairline. */
export function Rows({ tight, topped, label, children }: { tight?: boolean; topped?: boolean; label?: string; children: ReactNode }) {
  return (
    <ul className={`kk-rows${tight ? ' kk-rows--tight' : ''}${topped ? ' kk-rows--topped' : ''}`} aria-label={label}>
      {children}
    </ul>
  );
}
