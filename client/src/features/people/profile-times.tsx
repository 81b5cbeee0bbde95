import type { Profile } from '@bellwether/shared/people/profile.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { useNow } from '../../lib/use-now.ts';
import { Widget } from '../../ui/widget.tsx';
import styles from './profile.module.css';
import { clockWords, presenceOf, sourceWords, weekWords } from './times.prepare.ts';
import { TimesForm } from './times-form.tsx';
import { refreshPeople } from './use-people.ts';

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The clock where somebody is, the hours at which they work, where both come from, and the way to change them. */
export function ProfileTimes({ profile }: { profile: Profile }) {
  const [isOpen, setOpen] = useState(false);
  const now = useNow(15_000);
  const save = useMutation(
    // What somebody else saved meanwhile is shown beside what was wanted.
    trpc.people.profile.save.mutationOptions({ onSettled: refreshPeople }),
  );
  const { inForce, inherited, said, isOwn } = profile;
  const own = isOwn ? 'as you said' : 'as they said';
  const presence = presenceOf(profile, now);
  return (
    <Widget
      title="Which hours, and on whose clock?"
      subtitle="By these somebody is at work, and a review asked of them waits. How long a pull request waits is told in the hours of its author’s team, else in those of the organisation."
      actions={
        profile.mayWrite ? (
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            Change hours
          </Button>
        ) : undefined
      }
    >
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>Local time</dt>
          <dd>
            <span className={styles.big}>
              {formatInstant(new Date(now).toISOString(), { zone: inForce.timeZone })}
            </span>
            <span className={styles.hint}>
              <span className={styles.presence} data-state={presence.state} aria-hidden="true" />
              {presence.words}
            </span>
          </dd>
        </div>
        <div className={styles.fact}>
          <dt>Time zone</dt>
          <dd>
            <span>{inForce.timeZone}</span>
            <span className={styles.hint}>
              {sourceWords(inForce.timeZoneFrom, own)} ·{' '}
              {clockWords(now, inForce.timeZone, OWN_ZONE)}
            </span>
          </dd>
        </div>
        <div className={styles.fact}>
          <dt>Working hours</dt>
          <dd>
            <span>{weekWords(inForce)}</span>
            <span className={styles.hint}>{sourceWords(inForce.workingHoursFrom, own)}</span>
          </dd>
        </div>
        <div className={styles.fact}>
          <dt>Public holidays</dt>
          <dd>
            <span>{inForce.holidayRegion ?? 'None'}</span>
            <span className={styles.hint}>{sourceWords(inForce.holidayRegionFrom, own)}</span>
          </dd>
        </div>
      </dl>
      {profile.mayWrite && isOpen ? (
        <TimesForm
          said={said}
          inherited={inherited}
          isPending={save.isPending}
          error={save.error}
          onSave={(wanted, onSaved) =>
            save.mutate({ personId: profile.personId, ...wanted }, { onSuccess: onSaved })
          }
        />
      ) : null}
    </Widget>
  );
}
