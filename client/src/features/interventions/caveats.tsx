import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { isDurationMetric } from '@bellwether/shared/interventions/interventions.terms';
import { Widget } from '../../ui/widget.tsx';
import { sayCaveat, sayNoCaveat } from './caveat-words.prepare.ts';
import styles from './interventions.module.css';

/** What else may explain the difference. */
export function Caveats({ effect: { caveats, metric } }: { effect: InterventionEffect }) {
  return (
    <Widget
      title="What else may explain it?"
      subtitle="A comparison of before and after cannot prove a cause. These are looked for."
    >
      {caveats.length === 0 ? (
        <p className={styles.hint}>{sayNoCaveat(isDurationMetric(metric))}</p>
      ) : (
        <ul className={styles.caveats}>
          {caveats.map((caveat) => {
            const words = sayCaveat(caveat);
            return <li key={words}>{words}</li>;
          })}
        </ul>
      )}
    </Widget>
  );
}
