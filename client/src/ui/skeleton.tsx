import './messages.css';

/** The shape of a list that is on its way. Shows itself after a second. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="kk-skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
