import { Link } from '@tanstack/react-router';
import './code-chip.css';

/** The code of a question, always a link to that question. `text` is read out with it where it does not stand beside it. */
export function CodeChip({ code, text }: { code: string; text?: string }) {
  return (
    <Link to="/questions/$code" params={{ code }} className="kk-code" title={text}>
      {code}
      {text && <span className="kk-unseen"> {text}</span>}
    </Link>
  );
}
