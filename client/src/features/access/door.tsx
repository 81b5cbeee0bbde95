import { type ReactNode, useEffect } from 'react';
import { ThemeSwitch } from '../../shell/theme-switch.tsx';
import styles from './door.module.css';

type DoorProps = {
  title: string;
  lead?: ReactNode;
  isWide?: boolean;
  children?: ReactNode;
};

/** A page that stands by itself, for those who are not signed in: the brand, one heading, one form. */
export function Door({ title, lead, isWide = false, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Bellwether`;
  }, [title]);
  return (
    <div className={styles.ground}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <img src="/bellwether.svg" width={24} height={24} alt="" />
          Bellwether
        </span>
        <div className={styles.theme}>
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className={isWide ? `${styles.main} ${styles.wide}` : styles.main}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          {lead === undefined ? null : <div className={styles.lead}>{lead}</div>}
        </div>
        {children}
      </main>
    </div>
  );
}
