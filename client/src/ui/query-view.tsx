import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states.tsx';
import styles from './widget.module.css';

type QueryViewProps<T> = {
  query: UseQueryResult<T, unknown>;
  /** What is being shown, for the sentences: `The line`. */
  what: string;
  height: number;
  children: (data: T) => ReactNode;
};

/** The four states of a widget: loading, error, and whatever its data says, which may be that there is none. */
export function QueryView<T>({ query, what, height, children }: QueryViewProps<T>) {
  if (query.data !== undefined) {
    return (
      <div
        className={query.isPlaceholderData ? styles.stale : undefined}
        aria-busy={query.isFetching}
      >
        {children(query.data)}
      </div>
    );
  }
  if (query.isError) {
    const retry = () => {
      void query.refetch();
    };
    return <ErrorState error={query.error} onRetry={retry} height={height} what={what} />;
  }
  return <LoadingState height={height} label={`${what}: loading`} />;
}
