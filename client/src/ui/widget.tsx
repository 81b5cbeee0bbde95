import { IconAlertTriangle } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { StepLink } from './step-link.tsx';
import { ToldContext } from './told-context.ts';
import styles from './widget.module.css';

/** What the numbers of a widget stand on, in words. */
export type WidgetBasis = {
  /** `As of 10:42 · 716 of 716 pull requests` */
  words: string;
  /** The same to the day and the zone. */
  title: string;
  /** Why nothing can be said, and what helps; null: it can. */
  insufficient: {
    reason: string;
    step: string | null;
    to: ComponentProps<typeof StepLink>['to'];
  } | null;
};

type WidgetProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** Freshness and coverage of what is shown; absent while it is not known yet. */
  basis?: WidgetBasis | undefined;
  /** Single rows are right even where others are missing: they stay, with a warning. */
  isList?: boolean;
  children: ReactNode;
};

/** One question of a page with its answer: a named region with a heading, and what the answer stands on. */
export function Widget({ title, subtitle, actions, basis, isList, children }: WidgetProps) {
  const id = useId();
  const insufficient = basis?.insufficient ?? null;
  return (
    <section className={styles.widget} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {subtitle === undefined ? null : <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {actions === undefined ? null : (
          <div className={styles.actions} data-in-picture="no">
            <ToldContext value={insufficient === null || isList === true}>{actions}</ToldContext>
          </div>
        )}
      </div>
      <div className={styles.body}>
        {insufficient === null ? null : (
          <Insufficient {...insufficient} isBrief={isList ?? false} />
        )}
        {insufficient === null || isList ? children : null}
      </div>
      {basis === undefined ? null : (
        <p className={styles.basis} title={basis.title}>
          {basis.words}
        </p>
      )}
    </section>
  );
}

type InsufficientProps = NonNullable<WidgetBasis['insufficient']> & { isBrief: boolean };

function Insufficient({ reason, step, to, isBrief }: InsufficientProps) {
  return (
    <div className={isBrief ? styles.brief : `${styles.state} ${styles.insufficient}`}>
      <p className={styles.stateTitle}>
        <IconAlertTriangle size={18} aria-hidden="true" />
        {isBrief ? 'Not complete' : 'Insufficient'}
      </p>
      <p>{reason}</p>
      {step === null ? null : (
        <p>
          {step}. <StepLink to={to} />
        </p>
      )}
    </div>
  );
}
