import type { Entrance } from '@bellwether/shared/access/access.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './door.module.css';
import { FormError } from './form-error.tsx';
import { useGoIn } from './use-go-in.ts';

const AS = { lead: 'As its lead', engineer: 'As an engineer', manager: 'As a manager' } as const;

/** One click into the sample team in each of its roles; nothing where it may not be entered. */
export function SampleEntry({ roles }: { roles: Entrance['sampleRoles'] }) {
  const goIn = useGoIn('/sync');
  const enter = useMutation(trpc.access.enterSample.mutationOptions({ onSuccess: goIn }));
  if (roles.length === 0) {
    return null;
  }
  return (
    <section className={styles.sample} aria-label="Sample team">
      <p>Or look at the sample team, made up from end to end:</p>
      <div className={styles.roles}>
        {roles.map((role) => (
          <Button
            key={role}
            size="xs"
            variant="default"
            loading={enter.isPending && enter.variables.role === role}
            onClick={() => enter.mutate({ role })}
          >
            {AS[role]}
          </Button>
        ))}
      </div>
      <FormError error={enter.isError ? readAppError(enter.error) : null} fields={[]} />
    </section>
  );
}
