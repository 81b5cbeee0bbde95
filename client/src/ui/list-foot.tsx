import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './rule-parts.module.css';

type ListFootProps = {
  /** How many are shown of how many, in words. */
  children: ReactNode;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
};

/** The end of a list that shows its beginning first. */
export function ListFoot({ children, hasMore, isLoading, onMore }: ListFootProps) {
  return (
    <div className={styles.foot}>
      <span>{children}</span>
      {hasMore ? (
        <Button size="xs" variant="default" loading={isLoading} onClick={onMore}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}
