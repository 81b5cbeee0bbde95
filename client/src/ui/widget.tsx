import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './widget.module.css';

type WidgetProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** One question of a page with its answer: a named region with a heading. */
export function Widget({ title, subtitle, actions, children }: WidgetProps) {
  const id = useId();
  return (
    <section className={styles.widget} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {subtitle === undefined ? null : <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
