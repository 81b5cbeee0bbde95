import type { ReactNode } from 'react';
import styles from './changeable.module.css';
import { Notice } from './notice.tsx';

/** Fields that some may change: for the others they stand still. */
export function Changeable({ may, children }: { may: boolean; children: ReactNode }) {
  return (
    <fieldset className={styles.fields} disabled={!may}>
      {children}
    </fieldset>
  );
}

/** Says why fields stand still, to those for whom they do. */
export function WhoChangesThis({ may }: { may: boolean }) {
  return may ? null : (
    <Notice tone="info">You see how it is set. An admin of Bellwether can change it.</Notice>
  );
}
