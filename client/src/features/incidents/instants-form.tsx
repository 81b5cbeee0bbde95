import { instantWords } from '@bellwether/shared/incidents/entered-instants.rules';
import type { IncidentDetail } from '@bellwether/shared/incidents/incident-detail.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './incident-trends.module.css';
import { changesOf, type Enterable, enterable, fieldsOf } from './instants.prepare.ts';

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Says when something happened that neither the issue nor another system told. A later read does not take it back. */
export function InstantsForm({ detail }: { detail: IncidentDetail }) {
  const before = fieldsOf(detail);
  const [fields, setFields] = useState(before);
  const save = useMutation(
    trpc.incidents.enterInstants.mutationOptions({
      // What somebody else saved meanwhile is shown beside what was wanted.
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.incidents.pathKey() }),
    }),
  );
  const changes = changesOf(before, fields);
  const isChanged = Object.keys(changes).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      ...{ incidentId: detail.incident.id, basedOn: detail.version },
      instants: changes,
    });
  };
  return (
    <form onSubmit={submit} aria-label="Enter instants">
      <p className={styles.caption}>Enter what is not known</p>
      <p className={styles.hint}>
        In your time ({OWN_ZONE}). What you enter counts instead of what came by itself, and stays
        when the issue is read again; an emptied field takes it back. Nothing lies before the
        beginning of the impact.
      </p>
      <div className={styles.fields}>
        {enterable.map((name) => (
          <Field
            key={name}
            name={name}
            value={fields[name]}
            error={save.error}
            onChange={(value) => setFields({ ...fields, [name]: value })}
          />
        ))}
      </div>
      <Failure error={save.error} />
      <div className={styles.actions}>
        <Button type="submit" size="xs" disabled={!isChanged} loading={save.isPending}>
          Save
        </Button>
        {save.isSuccess && !isChanged ? <span role="status">Saved.</span> : null}
      </div>
    </form>
  );
}

type FieldProps = {
  name: Enterable;
  value: string;
  error: unknown;
  onChange: (value: string) => void;
};

function Field({ name, value, error, onChange }: FieldProps) {
  const wrong = error === null ? null : readAppError(error);
  return (
    <TextInput
      type="datetime-local"
      size="xs"
      label={instantWords[name]}
      value={value}
      error={wrong?.field === name ? wrong.message : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Failure({ error }: { error: unknown }) {
  if (error === null) {
    return null;
  }
  const { message, remedy } = readAppError(error);
  return (
    <Notice tone="bad">
      {message} {remedy}
    </Notice>
  );
}
