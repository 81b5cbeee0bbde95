import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../lib/trpc.ts';
import { useMe } from '../lib/use-me.ts';
import styles from './frame.module.css';
import { useEnterSample } from './use-enter-sample.ts';

const AS = { lead: 'as its lead', engineer: 'as an engineer', manager: 'as a manager' } as const;

/** Says in whose role one looks at the sample team, with the other roles and the way to what is real. */
export function SampleRoleLine() {
  const role = useMe()?.grants[0]?.role;
  const entrance = useQuery(trpc.access.entrance.queryOptions()).data;
  const enter = useEnterSample();
  const others = (entrance?.sampleRoles ?? []).filter((other) => other !== role);
  return (
    <aside className={styles.banner} aria-label="Sample team">
      <div className={styles.bannerRow}>
        <span>
          You look at the sample team{role === undefined || role === 'admin' ? '' : ` ${AS[role]}`}.
          It is made up from end to end.
        </span>
        {others.map((other) => (
          <button
            key={other}
            type="button"
            className={styles.plain}
            disabled={enter.isPending}
            onClick={() => enter.mutate({ role: other })}
          >
            Look {AS[other]}
          </button>
        ))}
        {entrance === undefined ? null : <WayOut needsFirstAdmin={entrance.needsFirstAdmin} />}
        {enter.isError ? <span role="alert">That did not work. Try again.</span> : null}
      </div>
    </aside>
  );
}

function WayOut({ needsFirstAdmin }: { needsFirstAdmin: boolean }) {
  return needsFirstAdmin ? (
    <Link to="/welcome">Set up Bellwether for your team</Link>
  ) : (
    <Link to="/sign-in">Sign in as yourself</Link>
  );
}
