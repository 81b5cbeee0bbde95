import styles from './sync-status.module.css';

type ProgressBarProps = {
  label: string;
  /** In words, for those who do not see it. */
  text: string;
  /** 0..1; null: the end is not known. */
  filled: number | null;
  tone: 'done' | 'busy' | 'bad';
};

/** How much of something is in. */
export function ProgressBar({ label, text, filled, tone }: ProgressBarProps) {
  const percent = filled === null ? undefined : Math.floor(filled * 100);
  return (
    <div
      className={`${styles.track} ${styles[tone] ?? ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={text}
    >
      <div
        className={filled === null ? `${styles.fill} ${styles.unknown}` : styles.fill}
        style={filled === null ? undefined : { width: `${filled * 100}%` }}
      />
    </div>
  );
}
