import type { TrustLevel } from '@bellwether/shared/sync-status/trust.rules';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconPlayerPause,
  IconRefresh,
} from '@tabler/icons-react';
import styles from './sync-status.module.css';

const marks = {
  whole: { Icon: IconCircleCheck, className: styles.ok },
  'catching-up': { Icon: IconRefresh, className: styles.busy },
  partial: { Icon: IconAlertTriangle, className: styles.warn },
  stale: { Icon: IconClockExclamation, className: styles.warn },
  broken: { Icon: IconAlertCircle, className: styles.bad },
  paused: { Icon: IconPlayerPause, className: styles.quiet },
} as const;

/** The sign of a level of trust; its word stands beside it. */
export function LevelMark({ level, size = 18 }: { level: TrustLevel; size?: number }) {
  const { Icon, className } = marks[level];
  return <Icon size={size} stroke={1.75} className={className} aria-hidden="true" />;
}
