import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, Suspense, type ReactNode } from 'react';
import { useWords } from '../platform/language';
import { FailureNote } from './failure-note';
import { Skeleton } from './skeleton';
import { uiWords } from './ui.words';

interface BoundaryProps {
  onReset: () => void;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  retry = () => {
    this.props.onReset();
    this.setState({ error: null });
  };
  override render() {
    return this.state.error ? <PanelFailed error={this.state.error} onRetry={this.retry} /> : this.props.children;
  }
}

function PanelFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useWords(uiWords);
  return (
    <div>
      <p className="kk-meta">{t('panelFailed')}</p>
      <FailureNote error={error} onRetry={onRetry} />
    </div>
  );
}

/** A part of a page that waits and fails by itself: a lost panel never empties the page. */
export function Panel({ lines, children }: { lines?: number; children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Boundary onReset={reset}>
          <Suspense fallback={<Skeleton lines={lines} />}>{children}</Suspense>
        </Boundary>
      )}
    </QueryErrorResetBoundary>
  );
}
