import type { Agreement, Breach } from '@bellwether/shared/agreements/agreements.schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMe } from '../../lib/use-me.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { describeWait } from './agreement.prepare.ts';
import styles from './agreements.module.css';

const FEW = 8;

type BreachListsProps = { agreement: Agreement; seesEach: boolean };

/** What to act on: beyond the time, and soon to be. */
export function BreachLists({ agreement, seesEach }: BreachListsProps) {
  const me = useMe();
  const query = useQuery(
    trpc.agreements.breaches.queryOptions({ agreementId: agreement.id }, { enabled: seesEach }),
  );
  if (!seesEach) {
    return (
      <p className={styles.hint}>Your role shows how it is kept, and no pull request one by one.</p>
    );
  }
  const isOwn = me?.seesOwnPullRequestsAlone === true;
  return (
    <QueryView query={query} what="The breaches" height={160}>
      {({ breaches, total, headsUp }) => (
        <>
          {headsUp.length === 0 ? null : (
            <List title="Soon beyond the time" breaches={headsUp} agreement={agreement} />
          )}
          {total === 0 ? (
            <p className={styles.hint}>
              {isOwn ? 'None of your own took too long.' : 'Nothing took too long.'}
            </p>
          ) : (
            <List
              title={`${formatCountOf(total, 'breach', 'breaches')}${isOwn ? ' of your own' : ''}, those that still wait first`}
              breaches={breaches}
              agreement={agreement}
            />
          )}
          {isOwn ? (
            <p className={styles.hint}>You see your own one by one, and those that you review.</p>
          ) : null}
        </>
      )}
    </QueryView>
  );
}

type ListProps = { title: string; breaches: readonly Breach[]; agreement: Agreement };

function List({ title, breaches, agreement }: ListProps) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? breaches : breaches.slice(0, FEW);
  return (
    <section className={styles.breaches} aria-label={title}>
      <h3 className={styles.subhead}>{title}</h3>
      <ul className={styles.list}>
        {shown.map((breach) => (
          <Row key={breach.id} breach={breach} agreement={agreement} />
        ))}
      </ul>
      {breaches.length > shown.length ? (
        <button type="button" className={styles.link} onClick={() => setAll(true)}>
          Show all {formatCount(breaches.length)}
        </button>
      ) : null}
    </section>
  );
}

/** Opening the pull request offers whom to ask for a review. */
function Row({ breach, agreement }: { breach: Breach; agreement: Agreement }) {
  const open = useOpenPullRequest();
  return (
    <li className={styles.row}>
      <span className={styles.rowTitle}>
        <button
          type="button"
          className={styles.link}
          dir="auto"
          onClick={() => open(breach.pullRequestId)}
        >
          {breach.title.slice(0, 200)}
        </button>
        <span className={styles.hint}>
          <GithubLink url={breach.url}>
            {breach.repository} #{breach.number}
          </GithubLink>{' '}
          by {breach.author ?? 'a deleted account'}
        </span>
      </span>
      <span>{describeWait(breach, agreement)}</span>
      <span className={styles.hint}>{waitsOn(breach)}</span>
    </li>
  );
}

function waitsOn({ isOpen, waitsOn: whom }: Breach): string {
  if (!isOpen) {
    return 'over';
  }
  return whom.length === 0
    ? 'waits, and nobody is asked: open it to ask somebody'
    : `waits on ${whom.join(', ')}`;
}
