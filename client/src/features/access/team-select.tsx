import styles from './members.module.css';

const EVERYTHING = '';

type TeamSelectProps = {
  label: string;
  teams: readonly { teamId: string; name: string }[];
  /** Null: everything. */
  value: string | null;
  onChange: (teamId: string | null) => void;
};

/** One team with those below it, or everything. A team that is gone stays in sight until another is chosen. */
export function TeamSelect({ label, teams, value, onChange }: TeamSelectProps) {
  const isGone = value !== null && teams.every(({ teamId }) => teamId !== value);
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value ?? EVERYTHING}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === EVERYTHING ? null : currentTarget.value)
      }
    >
      <option value={EVERYTHING}>over everything</option>
      {isGone ? <option value={value}>a team that is gone</option> : null}
      {teams.map(({ teamId, name }) => (
        <option key={teamId} value={teamId}>
          {name}
        </option>
      ))}
    </select>
  );
}
