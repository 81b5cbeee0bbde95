import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

type PageProps = {
  /** The question that the page answers. */
  title: string;
  /** Under the title: freshness, coverage, or one sentence. */
  lead?: ReactNode;
  isNarrow?: boolean;
  children: ReactNode;
};

/** One page: a question as its heading, and what answers it. */
export function Page({ title, lead, isNarrow = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Bellwether`;
  }, [title]);
  return (
    <div className={isNarrow ? `${styles.page} ${styles.narrow}` : styles.page}>
      <header>
        <h1 className={styles.title}>{title}</h1>
        {lead === undefined ? null : <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </div>
  );
}
