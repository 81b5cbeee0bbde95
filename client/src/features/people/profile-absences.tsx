import type { Absence, Profile } from '@bellwether/shared/people/profile.schema';
import { addDays } from '@bellwether/shared/time/calendar-day';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { Widget } from '../../ui/widget.tsx';
import { AbsenceForm } from './absence-form.tsx';
import { AbsenceRow } from './absence-row.tsx';
import { AbsenceStrip } from './absence-strip.tsx';
import { Failure } from './failure.tsx';
import styles from './profile.module.css';
import { refreshPeople } from './use-people.ts';

/** When somebody is away: thirteen weeks at a glance, and each absence with the way to change it. */
export function ProfileAbsences({ profile }: { profile: Profile }) {
  const [isAdding, setAdding] = useState(false);
  const add = useMutation(
    trpc.people.absences.add.mutationOptions({
      onSuccess: async () => {
        setAdding(false);
        await refreshPeople();
      },
    }),
  );
  const { today, absences, mayWrite, personId } = profile;
  const coming = absences.filter(({ toOn }) => toOn > today);
  const past = absences.filter(({ toOn }) => toOn <= today).reverse();
  const rows = (listed: readonly Absence[]) =>
    listed.map((absence) => <AbsenceRow key={absence.id} absence={absence} profile={profile} />);
  return (
    <Widget
      title={profile.isOwn ? 'When are you away?' : 'When are they away?'}
      subtitle="That somebody is sick is read by them, their leads and admins; everybody else reads “away”."
      actions={
        mayWrite && !isAdding ? (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            Add an absence
          </Button>
        ) : undefined
      }
    >
      {isAdding ? (
        <AbsenceForm
          start={{ fromOn: today, toOn: addDays(today, 1), kind: 'holiday' }}
          submitLabel="Add"
          isPending={add.isPending}
          onSubmit={(draft) => add.mutate({ personId, ...draft })}
          onCancel={() => {
            add.reset();
            setAdding(false);
          }}
        />
      ) : null}
      <Failure errors={[add.error]} />
      <div className={styles.away}>
        <AbsenceStrip profile={profile} />
        <div className={styles.awayLists}>
          {coming.length === 0 ? (
            <p className={styles.hint}>No absence now or to come.</p>
          ) : (
            <ul className={styles.rows} aria-label="Absences now and to come">
              {rows(coming)}
            </ul>
          )}
          {past.length === 0 ? null : (
            <details>
              <summary className={styles.hint}>
                {formatCountOf(past.length, 'absence')} in the last 90 days
              </summary>
              <ul className={styles.rows} aria-label="Absences of the last 90 days">
                {rows(past)}
              </ul>
            </details>
          )}
        </div>
      </div>
    </Widget>
  );
}
