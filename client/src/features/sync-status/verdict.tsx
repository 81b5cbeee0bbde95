import type { SyncOverview } from '@bellwether/shared/sync-status/sync-status.schema';
import { rateAll } from '@bellwether/shared/sync-status/trust.rules';
import { StepLink } from '../../ui/step-link.tsx';
import { LevelMark } from './level-mark.tsx';
import styles from './sync-status.module.css';
import { levelWords } from './sync-status.prepare.ts';

type VerdictProps = { repositories: SyncOverview['repositories']; now: number };

/** The page's answer in one sentence, and what to do first. */
export function Verdict({ repositories, now }: VerdictProps) {
  const trust = rateAll(repositories, now);
  if (trust === null) {
    return null;
  }
  const { level, sentence, step } = trust;
  return (
    <section className={styles.verdict} aria-label="The answer">
      <LevelMark level={level} size={28} />
      <div className={styles.verdictWords}>
        <p className={styles.verdictSentence}>
          <span className={styles.verdictLevel}>{levelWords[level]}.</span> {sentence}.
        </p>
        <p className={styles.summary}>
          {step === null ? (
            'There is nothing to do.'
          ) : (
            <>
              {step.text}.{' '}
              {step.to === null || step.to === '/sync' ? null : <StepLink to={step.to} />}
            </>
          )}
        </p>
      </div>
    </section>
  );
}
