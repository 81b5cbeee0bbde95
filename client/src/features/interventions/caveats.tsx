import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { Widget } from '../../ui/widget.tsx';
import { NO_CAVEAT, sayCaveat } from './caveat-words.prepare.ts';
import styles from './interventions.module.css';

/** What else may explain the difference. */
export function Caveats({ effect: { caveats } }: { effect: InterventionEffect }) {
  return (
    <Widget
      title="What else may explain it?"
      subtitle="A comparison of before and after cannot prove a cause. These are looked for."
    >
      {caveats.length === 0 ? (
        <p className={styles.hint}>{NO_CAVEAT}</p>
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
