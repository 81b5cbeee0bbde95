import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { readAppError } from '../lib/app-error.ts';
import styles from './widget.module.css';

/** Holds the place of what is coming, at the height that it will have. */
export function LoadingState({ height, label }: { height: number; label: string }) {
  const rows = Math.max(Math.floor(height / 56), 1);
  return (
    <div className={styles.loading} style={{ height }} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: equal placeholders that never move
          key={index}
          className={styles.bone}
          style={{ height: 20, width: `${100 - ((index * 23) % 45)}%` }}
        />
      ))}
    </div>
  );
}

type EmptyStateProps = {
  title: string;
  /** Which step fills it. */
  children?: ReactNode;
  action?: ReactNode;
  height?: number;
};

/** Nothing to show: says why, and which step fills it. */
export function EmptyState({ title, children, action, height }: EmptyStateProps) {
  return (
    <div className={styles.state} style={{ minHeight: height }}>
      <p className={styles.stateTitle}>{title}</p>
      {children === undefined ? null : <div>{children}</div>}
      {action}
    </div>
  );
}

type ErrorStateProps = { error: unknown; onRetry?: () => void; height?: number; what: string };

/** What failed, why, and what to do. */
export function ErrorState({ error, onRetry, height, what }: ErrorStateProps) {
  const { message, remedy } = readAppError(error);
  return (
    <div className={`${styles.state} ${styles.error}`} style={{ minHeight: height }} role="alert">
      <p className={styles.stateTitle}>
        <IconAlertCircle size={18} aria-hidden="true" />
        {what} could not be shown
      </p>
      <p>
        {message} {remedy}
      </p>
      {onRetry === undefined ? null : (
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
