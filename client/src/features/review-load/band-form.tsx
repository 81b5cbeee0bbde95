import type { LeadShares } from '@bellwether/shared/review-load/review-load.schema';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { readPercent } from './lead.prepare.ts';
import styles from './review-load.module.css';

type Team = NonNullable<LeadShares['team']>;

const fields = [
  { key: 'reviewShareFrom', label: 'Reviewing from, %' },
  { key: 'reviewShareTo', label: 'Reviewing to, %' },
  { key: 'codingShareFrom', label: 'Coding from, %' },
  { key: 'codingShareTo', label: 'Coding to, %' },
] as const;
type Field = (typeof fields)[number]['key'];

/** Says how much of the reviewing and of the coding the team wants its lead to do. An empty field leaves that end open. */
export function BandForm({ team, onDone }: { team: Team; onDone: () => void }) {
  const [texts, setTexts] = useState<Record<Field, string>>(() => ({
    reviewShareFrom: textOf(team.band.reviewShareFrom),
    reviewShareTo: textOf(team.band.reviewShareTo),
    codingShareFrom: textOf(team.band.codingShareFrom),
    codingShareTo: textOf(team.band.codingShareTo),
  }));
  const [personId, setPersonId] = useState(team.personId ?? '');
  const save = useMutation(
    trpc.reviewLoad.saveBand.mutationOptions({
      onSuccess: onDone,
      // What somebody else saved meanwhile is shown beside what was wanted.
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.reviewLoad.lead.queryKey() }),
    }),
  );
  const values = fields.map(({ key }) => [key, readPercent(texts[key])] as const);
  const wrong = new Set(values.flatMap(([key, value]) => (value === undefined ? [key] : [])));
  const failure = save.isError ? readAppError(save.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (wrong.size > 0) {
      return;
    }
    const band = Object.fromEntries(values.map(([key, value]) => [key, value ?? null])) as Record<
      Field,
      number | null
    >;
    save.mutate({
      ...{ teamId: team.id, version: team.version, ...band },
      personId: personId === '' ? null : personId,
    });
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-label={`Band of the lead of ${team.name}`}>
      <NativeSelect
        size="xs"
        label="Lead"
        value={personId}
        onChange={(event) => setPersonId(event.currentTarget.value)}
        data={[
          { value: '', label: 'Whoever has the role' },
          ...team.members.map((member) => ({ value: member.personId, label: member.name })),
        ]}
      />
      {fields.map(({ key, label }) => (
        <TextInput
          key={key}
          size="xs"
          w={130}
          label={label}
          inputMode="decimal"
          placeholder="open"
          value={texts[key]}
          error={errorOf(key, wrong, failure)}
          onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
        />
      ))}
      <Button size="xs" type="submit" loading={save.isPending}>
        Save the band
      </Button>
      {failure !== null && failure.field === null ? (
        <Notice tone="bad">
          {failure.message} {failure.remedy}
        </Notice>
      ) : null}
    </form>
  );
}

function errorOf(
  key: Field,
  wrong: ReadonlySet<Field>,
  failure: { field: string | null; message: string } | null,
): string | undefined {
  if (wrong.has(key)) {
    return 'Write 0 to 100.';
  }
  return failure?.field === key ? failure.message : undefined;
}

function textOf(share: number | null): string {
  return share === null ? '' : String(Math.round(share * 1000) / 10);
}
