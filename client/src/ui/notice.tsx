import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

type NoticeProps = {
  tone: 'info' | 'warn' | 'bad';
  children: ReactNode;
  action?: ReactNode;
};

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconAlertCircle } as const;

/** A sentence that must be seen, with its way out. An error is announced at once. */
export function Notice({ tone, children, action }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      className={tone === 'info' ? styles.notice : `${styles.notice} ${styles[tone]}`}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      <Icon size={18} aria-hidden="true" />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
