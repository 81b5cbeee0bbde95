import type { PrivateNote } from '@bellwether/shared/people/private-notes.schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { ManyChoice } from '../../ui/many-choice.tsx';
import { Failure } from './failure.tsx';
import { useChosen } from './use-chosen.ts';

/** Whom the author of a note lets read it. */
export function NoteReaders({ note }: { note: PrivateNote }) {
  const choices = useQuery(trpc.people.notes.readerChoices.queryOptions()).data ?? [];
  const { chosen, pick, settle } = useChosen(note.readers.map(({ userId }) => userId));
  const set = useMutation(trpc.people.notes.setReaders.mutationOptions({ onSettled: settle }));
  const known = new Set(choices.map(({ userId }) => userId));
  const options = [...note.readers.filter(({ userId }) => !known.has(userId)), ...choices];
  const names = options.filter(({ userId }) => chosen.includes(userId)).map(({ name }) => name);
  const summary =
    names.length > 2 ? formatCountOf(names.length, 'person', 'people') : names.join(' and ');
  return (
    <>
      <ManyChoice
        name="Readers beside you"
        summary={names.length === 0 ? 'Only you read it' : `You and ${summary} read it`}
        options={options.map(({ userId, name }) => ({ value: userId, label: name }))}
        chosen={chosen}
        onChange={(readerIds) => {
          pick(readerIds);
          set.mutate({ noteId: note.id, readerIds, basedOn: note.version });
        }}
        clearLabel="Only you"
      />
      <Failure errors={[set.error]} />
    </>
  );
}
