import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../lib/trpc.ts';
import { useMay, useMe } from '../lib/use-me.ts';
import styles from './frame.module.css';
import { SampleRoleLine } from './sample-role-line.tsx';
import { useRemoveConnection } from './use-remove-connection.ts';

/** Stands on every page while the sample team is shown: in whose role, or with one click that removes it. */
export function SampleBanner() {
  const me = useMe();
  const mayRead = useMay('connections.read');
  if (me?.kind === 'sample') {
    return <SampleRoleLine />;
  }
  if (mayRead) {
    return <SampleConnectionLine />;
  }
  return me?.dataIsSample === true ? (
    <aside className={styles.banner} aria-label="Sample team">
      <div className={styles.bannerRow}>{MADE_UP}</div>
    </aside>
  ) : null;
}

const MADE_UP = 'You are looking at a sample team, made up from end to end.';

function SampleConnectionLine() {
  const mayRemove = useMay('connections.write');
  const connections = useQuery(trpc.connections.list.queryOptions()).data ?? [];
  const sample = connections.find((connection) => connection.kind === 'sample');
  const remove = useRemoveConnection();
  if (sample === undefined) {
    return null;
  }
  return (
    <aside className={styles.banner} aria-label="Sample team">
      <div className={styles.bannerRow}>
        <span>{MADE_UP}</span>
        {mayRemove ? (
          <>
            <button
              type="button"
              className={styles.plain}
              disabled={remove.isPending}
              onClick={() => remove.mutate({ connectionId: sample.id })}
            >
              {remove.isPending ? 'Removing it…' : 'Remove it'}
            </button>
            <Link to="/welcome">Connect GitHub</Link>
          </>
        ) : null}
        {remove.isError ? <span role="alert">It could not be removed. Try again.</span> : null}
      </div>
    </aside>
  );
}
