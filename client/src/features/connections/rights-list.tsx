import type { TokenRights } from '@bellwether/shared/connections/connections.schema';
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import styles from './connections.module.css';
import { abilityWords, grantWords } from './connections.prepare.ts';

const icons = { yes: IconCircleCheck, no: IconCircleX, unknown: IconHelpCircle } as const;

/** What a token may and may not read, in words. */
export function RightsList({ rights }: { rights: TokenRights }) {
  return (
    <ul className={styles.rights}>
      {rights.abilities.map(({ ability, granted, explanation }) => {
        const Icon = icons[granted];
        return (
          <li key={ability} className={`${styles.right} ${styles[granted]}`}>
            <Icon size={18} stroke={1.75} role="img" aria-label={grantWords[granted]} />
            <span>
              <strong style={{ fontWeight: 550 }}>{abilityWords[ability]}:</strong> {explanation}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
