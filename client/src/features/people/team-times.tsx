import type { TeamSummary } from '@bellwether/shared/people/teams.schema';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import styles from './people.module.css';
import { TimesForm } from './times-form.tsx';
import { refreshPeople } from './use-people.ts';

/** When a team works; its people have it where they say nothing themselves. */
export function TeamTimes({ team }: { team: TeamSummary }) {
  const set = useMutation(
    trpc.people.teams.setCalendar.mutationOptions({ onSettled: refreshPeople }),
  );
  return (
    <section aria-label={`When ${team.name} works`}>
      <p className={styles.name}>When does it work?</p>
      <p className={styles.hint}>
        Its people have this where they say nothing themselves. Waits of their pull requests are
        told in these working hours: a change has all numbers worked out anew.
      </p>
      <TimesForm
        said={team.said}
        inherited={team.inherited}
        isPending={set.isPending}
        error={set.error}
        onSave={(wanted, onSaved) =>
          set.mutate({ teamId: team.id, ...wanted }, { onSuccess: onSaved })
        }
      />
    </section>
  );
}
