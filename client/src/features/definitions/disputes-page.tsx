import type { DisputeView } from '@bellwether/shared/definitions/disputes.schema';
import { useQuery } from '@tanstack/react-query';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './definitions.module.css';
import { DerivationBar } from './derivation-bar.tsx';
import { DisputeItem } from './dispute-item.tsx';
import { splitDisputes } from './disputes.prepare.ts';
import { useDefinitions } from './use-definitions.ts';

/** Which numbers are doubted? */
export function DisputesPage() {
  const mayDecide = useMay('disputes.decide');
  const query = useQuery(
    trpc.definitions.disputes.list.queryOptions({}, { refetchInterval: 30_000 }),
  );
  const derivation = useDefinitions().data?.derivation ?? null;
  return (
    <Page
      title="Which numbers are doubted?"
      lead={
        mayDecide
          ? 'Somebody says that a pull request should not count as it does. See what accepting would change, then decide; they read your answer.'
          : 'What you said of a number, and what a lead of the author’s team or an admin answered.'
      }
      isNarrow
    >
      {derivation === null ? null : <DerivationBar derivation={derivation} />}
      <QueryView query={query} what="The doubts" height={320}>
        {({ disputes, olderLeftOut }) => {
          const { open, decided } = splitDisputes(disputes);
          return (
            <div className={styles.stack}>
              <Widget title="Waiting for a decision">
                <Disputes disputes={open} label="Waiting for a decision">
                  <EmptyState title="Nobody doubts a number">
                    Whoever sees a pull request can doubt its numbers: open it and choose “Doubt a
                    number”.
                  </EmptyState>
                </Disputes>
              </Widget>
              {decided.length === 0 ? null : (
                <Widget title="Decided">
                  <Disputes disputes={decided} label="Decided" />
                  {olderLeftOut === 0 ? null : (
                    <p className={styles.hint}>
                      {formatCountOf(olderLeftOut, 'older doubt')} not listed: the audit log has
                      them.
                    </p>
                  )}
                </Widget>
              )}
            </div>
          );
        }}
      </QueryView>
    </Page>
  );
}

type DisputesProps = {
  disputes: readonly DisputeView[];
  label: string;
  children?: React.ReactNode;
};

function Disputes({ disputes, label, children }: DisputesProps) {
  return disputes.length === 0 ? (
    children
  ) : (
    <ul className={styles.disputes} aria-label={label}>
      {disputes.map((dispute) => (
        <DisputeItem key={dispute.id} dispute={dispute} />
      ))}
    </ul>
  );
}
