import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import styles from './definitions.module.css';
import { DisputeForm } from './dispute-form.tsx';
import { disputeState } from './disputes.prepare.ts';

type DisputeButtonProps = {
  pullRequestId: string;
  /** The author's login. Null: a deleted account. */
  author: string | null;
};

/** Says that a number of this pull request is wrong, to whoever decides; shows what was said of it before. */
export function DisputeButton(props: DisputeButtonProps) {
  return useMay('disputes.own') ? <Doubts {...props} /> : null;
}

function Doubts({ pullRequestId, author }: DisputeButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const query = useQuery(trpc.definitions.disputes.list.queryOptions({ pullRequestId }));
  const propose = useMutation(
    trpc.definitions.disputes.propose.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await queryClient.invalidateQueries({ queryKey: trpc.definitions.disputes.pathKey() });
      },
    }),
  );
  const disputes = query.data?.disputes ?? [];
  return (
    <section className={styles.doubts} aria-label="Doubts">
      {disputes.length === 0 ? null : (
        <ul className={styles.doubtList}>
          {disputes.map((dispute) => (
            <li key={dispute.id}>
              <span className={styles.strong}>{disputeState(dispute)}:</span> {dispute.words}
              {dispute.answer === null ? null : (
                <span className={styles.hint}> “{dispute.answer}”</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {isOpen ? (
        <DisputeForm
          pullRequestId={pullRequestId}
          author={author}
          isPending={propose.isPending}
          error={propose.error}
          onSend={(wanted) => propose.mutate(wanted)}
          onCancel={() => {
            propose.reset();
            setOpen(false);
          }}
        />
      ) : (
        <div className={styles.row}>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              propose.reset();
              setOpen(true);
            }}
          >
            Doubt a number
          </Button>
          {propose.isSuccess ? (
            <p className={styles.hint} role="status">
              Sent. A lead of the author’s team or an admin decides;{' '}
              <Link to="/disputes">follow it here</Link>.
            </p>
          ) : null}
        </div>
      )}
    </section>
  );
}
