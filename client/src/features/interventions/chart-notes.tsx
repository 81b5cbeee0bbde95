import type {
  ChartNote,
  ChartNoteText,
  ChartNotes as Notes,
} from '@bellwether/shared/interventions/interventions.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { ChartNoteForm } from './chart-note-form.tsx';
import { Failure } from './failure.tsx';
import styles from './interventions.module.css';
import { refreshInterventions } from './refresh-interventions.ts';

type ChartNotesProps = {
  /** The days that the charts beside it show, half-open. */
  from: string;
  to: string;
  /** The day that a new note begins with: today, as the page knows it. */
  today: string;
};

/** The notes on the days that the charts beside it show: to be read, and by those who may, written. */
export function ChartNotes({ from, to, today }: ChartNotesProps) {
  const query = useQuery(trpc.interventions.notes.queryOptions({ from, to }));
  const mayWrite = useMay('interventions.write');
  const [isAdding, setAdding] = useState(false);
  const add = useMutation(
    trpc.interventions.addNote.mutationOptions({
      onSuccess: async () => {
        await refreshInterventions();
        setAdding(false);
      },
    }),
  );
  const { data } = query;
  if (data === undefined) {
    return query.isError ? (
      <ErrorState error={query.error} what="The notes" onRetry={() => void query.refetch()} />
    ) : (
      <LoadingState height={60} label="The notes: loading" />
    );
  }
  const start: ChartNoteText = {
    noteOn: from <= today && today < to ? today : from,
    text: '',
    teamId: data.mayWriteForEverybody ? null : (data.teams[0]?.id ?? null),
  };
  return (
    <div className={styles.notesBody}>
      {data.notes.length === 0 ? (
        <p className={styles.hint}>
          Nothing was noted in this period. A note stands on its day in every chart over time.
        </p>
      ) : (
        <ul className={styles.noteList}>
          {data.notes.map((note) => (
            <NoteRow key={note.id} note={note} choices={data} />
          ))}
        </ul>
      )}
      {isAdding ? (
        <ChartNoteForm
          start={start}
          choices={data}
          submitLabel="Add the note"
          isPending={add.isPending}
          error={add.error}
          onSubmit={(note) => add.mutate(note)}
          onCancel={() => {
            add.reset();
            setAdding(false);
          }}
        />
      ) : null}
      {mayWrite && !isAdding ? (
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          Note something on a day
        </Button>
      ) : null}
    </div>
  );
}

function NoteRow({ note, choices }: { note: ChartNote; choices: Notes }) {
  const [isChanging, setChanging] = useState(false);
  const options = { onError: () => void refreshInterventions() };
  const save = useMutation(
    trpc.interventions.saveNote.mutationOptions({
      ...options,
      onSuccess: async () => {
        await refreshInterventions();
        setChanging(false);
      },
    }),
  );
  const remove = useMutation(
    trpc.interventions.removeNote.mutationOptions({ ...options, onSuccess: refreshInterventions }),
  );
  const version = { noteId: note.id, basedOn: note.version };
  if (isChanging) {
    return (
      <li>
        <ChartNoteForm
          start={{ noteOn: note.noteOn, text: note.text, teamId: note.team?.id ?? null }}
          choices={choices}
          submitLabel="Save"
          isPending={save.isPending}
          error={save.error}
          onSubmit={(text) => save.mutate({ ...version, note: text })}
          onCancel={() => {
            save.reset();
            setChanging(false);
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.note}>
      <span>
        {formatDay(note.noteOn)}: <span dir="auto">{note.text}</span>{' '}
        <span className={styles.hint}>
          {note.team?.name ?? 'everybody'} · {note.createdBy}
        </span>
      </span>
      {note.mayWrite ? (
        <span className={styles.buttons}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Change the note of ${formatDay(note.noteOn)}`}
            onClick={() => setChanging(true)}
          >
            Change
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Remove the note of ${formatDay(note.noteOn)}`}
            loading={remove.isPending}
            onClick={() => remove.mutate(version)}
          >
            Remove
          </Button>
        </span>
      ) : null}
      <Failure error={remove.error} />
    </li>
  );
}
