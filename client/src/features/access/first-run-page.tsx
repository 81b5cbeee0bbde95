import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { FirstAdminForm } from './first-admin-form.tsx';
import { FormError } from './form-error.tsx';
import { useGoIn } from './use-go-in.ts';

/** The very first start: nobody can sign in yet. */
export function FirstRunPage() {
  const roles = useQuery(trpc.access.entrance.queryOptions()).data?.sampleRoles ?? [];
  return (
    <Door
      title="Where does your team’s time go?"
      lead="Bellwether reads pull requests, reviews and deployments, keeps them here, and explains every number it shows."
      isWide={roles.length > 0}
    >
      <div className={roles.length > 0 ? styles.doors : undefined}>
        <section className={styles.card} aria-labelledby="door-set-up">
          <div>
            <h2 id="door-set-up" className={styles.cardTitle}>
              Set it up for your team
            </h2>
            <p className={styles.lead}>
              You become the first admin, then connect GitHub and invite the others.
            </p>
          </div>
          <FirstAdminForm />
        </section>
        {roles.length === 0 ? null : <SampleDoor roles={roles} />}
      </div>
    </Door>
  );
}

const sampleRoles = {
  lead: { label: 'As its lead', hint: 'All of the team’s pull requests and numbers' },
  engineer: { label: 'As an engineer', hint: 'One’s own work, and the team’s totals' },
  manager: { label: 'As a manager', hint: 'Trends and incidents, nobody’s own numbers' },
} as const;

function SampleDoor({ roles }: { roles: readonly (keyof typeof sampleRoles)[] }) {
  const goIn = useGoIn('/sync');
  const enter = useMutation(trpc.access.enterSample.mutationOptions({ onSuccess: goIn }));
  return (
    <section className={styles.card} aria-labelledby="door-sample">
      <div>
        <h2 id="door-sample" className={styles.cardTitle}>
          Look at a sample team first
        </h2>
        <p className={styles.lead}>
          Nine made-up people over nine months, with a turn for the better in the middle. One click,
          and on this machine alone.
        </p>
      </div>
      <div className={styles.stack}>
        {roles.map((role) => (
          <div key={role} className={styles.offer}>
            <Button
              variant="default"
              fullWidth
              loading={enter.isPending && enter.variables.role === role}
              aria-describedby={`sample-${role}`}
              onClick={() => enter.mutate({ role })}
            >
              {sampleRoles[role].label}
            </Button>
            <p id={`sample-${role}`} className={styles.hint}>
              {sampleRoles[role].hint}
            </p>
          </div>
        ))}
      </div>
      <FormError error={enter.isError ? readAppError(enter.error) : null} fields={[]} />
    </section>
  );
}
