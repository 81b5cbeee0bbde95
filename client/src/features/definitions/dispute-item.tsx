import type { DisputeView } from '@bellwether/shared/definitions/disputes.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { DecideDispute } from './decide-dispute.tsx';
import styles from './definitions.module.css';
import { disputeState, doubtedNumber } from './disputes.prepare.ts';
import { refreshDefinitions } from './use-definitions.ts';

/** One doubt: what would be right and why, what became of it, and what the reader can do about it. */
export function DisputeItem({ dispute }: { dispute: DisputeView }) {
  const open = useOpenPullRequest();
  const { pullRequest } = dispute;
  const number = doubtedNumber(dispute);
  return (
    <li className={styles.dispute}>
      <p className={styles.strong}>{dispute.words}</p>
      <p>
        <button type="button" className={styles.link} onClick={() => open(pullRequest.id)}>
          <span className={styles.hint}>
            {pullRequest.repository}#{pullRequest.number}
          </span>{' '}
          <bdi>{pullRequest.title}</bdi>
        </button>
      </p>
      <blockquote className={styles.quote}>
        <bdi>{dispute.reason}</bdi>
      </blockquote>
      <p className={styles.hint}>
        {dispute.isOwn ? 'You' : dispute.createdBy}, {formatInstant(dispute.createdAt)}
        {number === null ? '' : `, about “${number}”`} · {disputeState(dispute)}
        {dispute.decidedAt === null ? '' : `, ${formatInstant(dispute.decidedAt)}`}
      </p>
      {dispute.answer === null ? null : (
        <p>
          Answer: <bdi>{dispute.answer}</bdi>
        </p>
      )}
      {dispute.mayDecide === 'no' ? null : <DecideDispute dispute={dispute} />}
      {dispute.isOwn && dispute.state === 'open' ? <Withdraw id={dispute.id} /> : null}
    </li>
  );
}

function Withdraw({ id }: { id: string }) {
  const withdraw = useMutation(
    trpc.definitions.disputes.withdraw.mutationOptions({ onSettled: refreshDefinitions }),
  );
  const problem = withdraw.isError ? readAppError(withdraw.error) : null;
  return (
    <div className={styles.row}>
      <Button
        size="xs"
        variant="default"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ id })}
      >
        Withdraw
      </Button>
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
    </div>
  );
}
