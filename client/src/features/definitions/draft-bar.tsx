import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './definitions.module.css';
import { PreviewPanel } from './preview-panel.tsx';

type DraftBarProps = {
  settings: DefinitionSettings;
  changes: readonly string[];
  basedOn: number;
  onApplied: () => void;
  onDiscard: () => void;
};

/** What was changed and does not count yet: preview, apply, or forget it. */
export function DraftBar({ settings, changes, basedOn, onApplied, onDiscard }: DraftBarProps) {
  const [note, setNote] = useState('');
  const preview = useMutation(trpc.definitions.preview.mutationOptions());
  const propose = useMutation(
    trpc.definitions.propose.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.definitions.pathKey() });
        onApplied();
      },
    }),
  );
  const key = JSON.stringify(settings);
  const resetPreview = preview.reset;
  const resetPropose = propose.reset;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft makes the preview of the last one untrue
  useEffect(() => {
    resetPreview();
    resetPropose();
  }, [key, resetPreview, resetPropose]);
  const error = propose.error ?? preview.error;
  const problem = error === null ? null : readAppError(error);
  return (
    <section className={styles.draft} aria-label="Your change">
      <div className={styles.draftWords}>
        <p className={styles.strong}>Not counted yet</p>
        <p className={styles.hint}>{changes.join('; ')}.</p>
      </div>
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      {preview.data === undefined ? null : <PreviewPanel preview={preview.data} />}
      {preview.data === undefined ? null : (
        <TextInput
          label="Why (optional)"
          description="Stands in the history beside the change."
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <div className={styles.row}>
        {preview.data === undefined ? (
          <Button
            size="xs"
            loading={preview.isPending}
            onClick={() => preview.mutate({ settings })}
          >
            Preview the change
          </Button>
        ) : (
          <Button
            size="xs"
            loading={propose.isPending}
            onClick={() => propose.mutate({ settings, note, basedOn })}
          >
            Apply it
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </section>
  );
}
