import type { DisputeView } from '@bellwether/shared/definitions/disputes.schema';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './definitions.module.css';
import { PreviewPanel } from './preview-panel.tsx';
import { refreshDefinitions } from './use-definitions.ts';

/** What accepting would change is seen first; declining takes words. */
export function DecideDispute({ dispute: { id, mayDecide, proposal } }: { dispute: DisputeView }) {
  const [answer, setAnswer] = useState('');
  const preview = useMutation(trpc.definitions.disputes.preview.mutationOptions());
  const done = { onSettled: refreshDefinitions };
  const accept = useMutation(trpc.definitions.disputes.accept.mutationOptions(done));
  const decline = useMutation(trpc.definitions.disputes.decline.mutationOptions(done));
  const error = accept.error ?? decline.error ?? preview.error;
  const problem = error === null ? null : readAppError(error);
  const isBusy = accept.isPending || decline.isPending;
  const words = answer.trim();
  const isSeen = preview.data !== undefined || proposal.kind === 'other';
  return (
    <div className={styles.decide}>
      {preview.data === undefined ? null : <Effect preview={preview.data.preview} />}
      <Textarea
        label="Your answer"
        description="Needed to decline; whoever doubts reads it."
        autosize
        minRows={1}
        maxLength={1000}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {mayDecide === 'admin' ? (
        <p className={styles.hint}>
          Accepting would count for everybody, not for your teams alone: an admin can do it.
        </p>
      ) : null}
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      <div className={styles.row}>
        {isSeen ? null : (
          <Button size="xs" loading={preview.isPending} onClick={() => preview.mutate({ id })}>
            See the effect
          </Button>
        )}
        {isSeen && mayDecide === 'yes' ? (
          <Button
            size="xs"
            loading={accept.isPending}
            disabled={isBusy}
            onClick={() => accept.mutate({ id, answer: words === '' ? null : words })}
          >
            Accept
          </Button>
        ) : null}
        <Button
          size="xs"
          variant="default"
          loading={decline.isPending}
          disabled={isBusy || words === ''}
          onClick={() => decline.mutate({ id, answer: words })}
        >
          Decline
        </Button>
      </div>
    </div>
  );
}

type EffectProps = { preview: Parameters<typeof PreviewPanel>[0]['preview'] | null };

function Effect({ preview }: EffectProps) {
  return preview === null ? (
    <p className={styles.hint} role="status">
      Accepting changes no number: it is so already.
    </p>
  ) : (
    <PreviewPanel preview={preview} />
  );
}
