import type { DeploymentPreview } from '@bellwether/shared/deployments/deployments.schema';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { DeploymentRows } from './deployment-rows.tsx';
import styles from './deployments.module.css';
import {
  describeChange,
  type EditedRule,
  preparePreview,
  prepareWeeks,
} from './deployments.prepare.ts';
import { useLook } from './use-look.ts';

type RulePreviewProps = {
  repositoryId: string | null;
  rule: EditedRule;
  isChanged: boolean;
  isComplete: boolean;
};

const WAITING_MS = 2_000;

/** What the rule would count, beside what counts now. */
export function RulePreview({ repositoryId, rule, isChanged, isComplete }: RulePreviewProps) {
  const [settled] = useDebouncedValue(rule, 300);
  const query = useQuery(
    trpc.deployments.preview.queryOptions(
      { repositoryId, rule: settled },
      {
        enabled: isComplete,
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) => (isWaiting(state.data) ? WAITING_MS : false),
      },
    ),
  );
  return (
    <Widget
      title={isChanged ? 'What this rule would count' : 'What this rule counts'}
      subtitle="Nothing changes until it is saved."
    >
      {isComplete ? (
        <QueryView query={query} what="The preview" height={360}>
          {(preview) => <Preview {...{ preview, repositoryId, rule, isChanged }} />}
        </QueryView>
      ) : (
        <EmptyState title="The rule is not complete" height={360}>
          <p>Choose what is a deployment, and the preview shows what it would count.</p>
        </EmptyState>
      )}
    </Widget>
  );
}

function isWaiting(preview: DeploymentPreview | undefined): boolean {
  return (preview?.notRead ?? []).some(({ isAskedFor, error }) => isAskedFor && error === null);
}

type PreviewProps = {
  preview: DeploymentPreview;
  repositoryId: string | null;
  rule: EditedRule;
};

function Preview({
  preview,
  repositoryId,
  rule,
  isChanged,
}: PreviewProps & { isChanged: boolean }) {
  return (
    <div className={styles.form}>
      <NotRead {...{ preview, repositoryId, rule }} />
      <table className={styles.compare}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>What</span>
            </th>
            <th scope="col">Now</th>
            <th scope="col">With this rule</th>
          </tr>
        </thead>
        <tbody>
          {preparePreview(preview).map(({ label, now, next, isDifferent }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{now}</td>
              <td className={isDifferent ? styles.changed : undefined}>{next}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isChanged ? <p className={styles.sentence}>{describeChange(preview)}</p> : null}
      <Weeks preview={preview} />
      <h3 className={styles.subhead}>The latest</h3>
      {preview.latest.length === 0 ? (
        <p className={styles.hint}>This rule counts no deployment.</p>
      ) : (
        <DeploymentRows items={preview.latest} label="The latest deployments by this rule" />
      )}
    </div>
  );
}

/** What has to be read first, with the way to have it read. */
function NotRead({ preview, repositoryId, rule }: PreviewProps) {
  const look = useLook();
  const { notRead, notCompared } = preview;
  const failed = notRead.find(({ error }) => error !== null);
  const input = { repositoryId, workflowName: rule.workflowName, environments: rule.environments };
  if (notRead.length > 0 && (rule.kind === 'release' || rule.kind === 'workflow-run')) {
    const { kind } = rule;
    const what = kind === 'release' ? 'releases' : 'runs';
    return (
      <Notice
        tone={failed === undefined ? 'info' : 'warn'}
        action={
          <Button
            size="xs"
            variant="default"
            loading={look.isPending || isWaiting(preview)}
            onClick={() => look.mutate({ ...input, kind })}
          >
            Read them now
          </Button>
        }
      >
        The {what} of {formatCountOf(notRead.length, 'repository', 'repositories')} have not been
        read. {failed?.error}
      </Notice>
    );
  }
  if (notCompared > 0 && rule.kind === 'github-deployment') {
    return (
      <Notice
        tone="info"
        action={
          <Button
            size="xs"
            variant="default"
            loading={look.isPending}
            onClick={() => look.mutate({ ...input, kind: 'github-deployment' })}
          >
            Compare them now
          </Button>
        }
      >
        The commits of {formatCountOf(notCompared, 'deployment')} have not been compared, so their
        pull requests are not counted here.
      </Notice>
    );
  }
  return null;
}

function Weeks({ preview }: { preview: DeploymentPreview }) {
  const { bars, summary } = prepareWeeks(preview);
  return (
    <div>
      <div className={styles.weeks} role="img" aria-label={summary}>
        {bars.map(({ key, label, now, next }) => (
          <div key={key} className={styles.week} title={label}>
            <div className={styles.barNow} style={{ height: `${now * 100}%` }} />
            <div className={styles.barThen} style={{ height: `${next * 100}%` }} />
          </div>
        ))}
      </div>
      <p className={styles.legend} aria-hidden="true">
        <span className={styles.keyNow} /> each week, as it counts now{' '}
        <span className={styles.keyThen} /> with this rule
      </p>
    </div>
  );
}
