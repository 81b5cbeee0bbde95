import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { LevelMark } from './level-mark.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { RepositoryMenu } from './repository-menu.tsx';
import { StreamList } from './stream-list.tsx';
import styles from './sync-status.module.css';
import type { RepositoryRow } from './sync-status.prepare.ts';
import type { RepositoryActions } from './use-repository-actions.ts';

type RepositoryRowsProps = {
  row: RepositoryRow;
  actions: RepositoryActions;
  /** Open what is not whole from the beginning. */
  isOpening: boolean;
  onRemove: () => void;
};

/** One repository of the table; its streams fold out below it. */
export function RepositoryRows({ row, actions, isOpening, onRemove }: RepositoryRowsProps) {
  const { level } = row.trust;
  const [isOpen, setOpen] = useState(isOpening && level !== 'whole' && level !== 'paused');
  const id = useId();
  return (
    <>
      <tr className={styles.row}>
        <th scope="row" className={styles.nameCell}>
          <button
            type="button"
            className={styles.disclose}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight size={16} className={styles.chevron} aria-hidden="true" />
            {row.name}
          </button>
          <p className={styles.level}>
            <LevelMark level={level} size={16} />
            <span>
              <span className={styles.levelWord}>{row.levelWords}.</span> {row.trust.sentence}
            </span>
          </p>
        </th>
        <td className={styles.coverageCell}>
          <div className={styles.coverageHead}>
            <ProgressBar
              label={`Pull requests of ${row.name}`}
              text={row.coverage.counts}
              filled={row.coverage.filled}
              tone={row.isReading ? 'busy' : 'done'}
            />
            <span className={styles.coverageCounts}>{row.coverage.counts}</span>
          </div>
          <p className={styles.detail}>{row.detail}</p>
        </td>
        <td className={styles.wide} title={row.asOf?.title}>
          {row.asOf?.words ?? '–'}
        </td>
        <td className={styles.wide}>{row.nextRun}</td>
        <td className={styles.menuCell}>
          <RepositoryMenu row={row} actions={actions} onRemove={onRemove} />
        </td>
      </tr>
      <tr id={id} hidden={!isOpen}>
        <td colSpan={5} className={styles.streamsCell}>
          <p className={styles.narrowOnly}>
            {row.asOf === null ? 'Not read to the end yet' : `Read ${row.asOf.words}`} · next:{' '}
            {row.nextRun}
          </p>
          {row.trust.step === null || row.trust.step.to === null ? null : (
            <p className={styles.step}>{row.trust.step.text}.</p>
          )}
          <StreamList name={row.name} rows={row.streams} />
        </td>
      </tr>
    </>
  );
}
