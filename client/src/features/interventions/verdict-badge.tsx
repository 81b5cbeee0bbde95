import {
  IconArrowDownRight,
  IconArrowUpRight,
  IconEqual,
  IconQuestionMark,
} from '@tabler/icons-react';
import styles from './interventions.module.css';
import type { VerdictWords } from './verdict-words.prepare.ts';

const icons = {
  down: IconArrowDownRight,
  up: IconArrowUpRight,
  same: IconEqual,
  open: IconQuestionMark,
} as const;

/** The verdict in words; the sign beside it says no more. */
export function VerdictBadge({ verdict }: { verdict: VerdictWords }) {
  const Icon = icons[verdict.direction];
  return (
    <span className={styles.verdict} data-tone={verdict.tone}>
      <Icon size={14} aria-hidden="true" />
      {verdict.words}
    </span>
  );
}
