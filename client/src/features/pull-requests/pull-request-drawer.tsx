import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { Drawer } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { leadsSomewhere } from '../../lib/leads-somewhere.ts';
import { trpc } from '../../lib/trpc.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { describeFlagOf, type FlagWords } from './flag-words.prepare.ts';
import styles from './pull-requests.module.css';
import { prepareLeftOut } from './receipt.prepare.ts';
import { Receipts } from './receipts.tsx';
import { StateMark } from './state-mark.tsx';
import { Timeline } from './timeline.tsx';

type PullRequestDrawerProps = {
  id: string;
  /** What can be done about it. */
  more: (detail: PullRequestDetail) => ReactNode;
};

/** One pull request over the page: its life to scale, and every number with its receipt. */
export function PullRequestDrawer({ id, more }: PullRequestDrawerProps) {
  const open = useOpenPullRequest();
  const query = useQuery(trpc.pullRequests.detail.queryOptions({ id }));
  return (
    <Drawer.Root
      opened
      onClose={() => open(null)}
      position="right"
      size={760}
      classNames={{ content: styles.drawer, header: styles.drawerHeader }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title className={styles.title} dir="auto">
            {query.data?.pullRequest.title ?? 'Pull request'}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          <QueryView query={query} what="The pull request" height={480}>
            {(detail) => (
              <div className={styles.drawerBody}>
                <Facts detail={detail} />
                <LeftOut receipts={detail.receipts} />
                <Timeline timeline={detail.timeline} />
                {more(detail)}
                <Receipts detail={detail} />
              </div>
            )}
          </QueryView>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Facts({ detail }: { detail: PullRequestDetail }) {
  const item = detail.pullRequest;
  return (
    <div>
      <div className={styles.meta}>
        <StateMark item={item} />
        <GithubLink url={item.url}>
          {item.repository} #{item.number}{' '}
          {leadsSomewhere(item.url) ? (
            <IconExternalLink size={13} style={{ verticalAlign: '-2px' }} aria-label="on GitHub" />
          ) : null}
        </GithubLink>
        <span>by {item.author ?? 'a deleted account'}</span>
        <span>
          <span style={{ color: 'var(--bw-good)' }}>+{formatCount(detail.additions)}</span>{' '}
          <span style={{ color: 'var(--bw-bad)' }}>−{formatCount(detail.deletions)}</span> in{' '}
          {formatCountOf(detail.changedFiles, 'file')}
        </span>
        <span dir="auto">into {item.baseBranch}</span>
      </div>
      {detail.labels.length + item.flags.length === 0 ? null : (
        <ul className={styles.labels} aria-label="Labels and flags">
          {detail.labels.map((label) => (
            <li key={label.name} dir="auto">
              <span className={styles.labelDot} style={{ background: colorOf(label.color) }} />
              {label.name}
            </li>
          ))}
          {item.flags.map((flag) => (
            <Flag key={flag} {...describeFlagOf(flag, detail.receipts)} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Said before any number: a chart that shows none of them is not wrong. */
function LeftOut({ receipts }: Pick<PullRequestDetail, 'receipts'>) {
  const reasons = prepareLeftOut(receipts);
  return reasons.length === 0 ? null : (
    <p className={styles.leftOut}>
      <strong>Not counted in the metrics.</strong> {reasons.join(' ')}
    </p>
  );
}

/** A flag explains itself to whoever points at it or comes to it by keyboard. */
function Flag({ label, explanation }: FlagWords) {
  const id = useId();
  return (
    <li className={styles.flag}>
      <button type="button" className={styles.flagName} aria-describedby={id}>
        {label}
      </button>
      <span id={id} role="tooltip" className={styles.flagHint}>
        {explanation}
      </span>
    </li>
  );
}

/** GitHub gives six digits; anything else is not put into a style. */
function colorOf(color: string | null): string {
  return color !== null && /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : 'var(--bw-sunken)';
}
