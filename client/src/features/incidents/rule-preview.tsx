import type {
  IncidentPreview,
  PreviewedIssue,
} from '@bellwether/shared/incidents/incidents.schema';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatDate } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './incidents.module.css';
import { describeChange, describeMatch, type EditedRule } from './incidents.prepare.ts';

type RulePreviewProps = {
  repositoryId: string | null;
  rule: EditedRule;
  isChanged: boolean;
  isComplete: boolean;
};

/** What the rule finds in the issues that are stored. */
export function RulePreview({ repositoryId, rule, isChanged, isComplete }: RulePreviewProps) {
  const [settled] = useDebouncedValue(rule, 300);
  const query = useQuery(
    trpc.incidents.preview.queryOptions(
      { repositoryId, rule: settled },
      { enabled: isComplete, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Widget
      title={isChanged ? 'What this rule would find' : 'What this rule finds'}
      subtitle="In all issues that are stored. Nothing changes until it is saved."
    >
      {isComplete ? (
        <QueryView query={query} what="The preview" height={360}>
          {(preview) => <Preview preview={preview} />}
        </QueryView>
      ) : (
        <EmptyState title="The rule is not complete" height={360}>
          <p>Name a label, and fill both sides of each service.</p>
        </EmptyState>
      )}
    </Widget>
  );
}

function Preview({ preview }: { preview: IncidentPreview }) {
  return (
    <div className={styles.form}>
      <p className={styles.sentence}>
        {describeMatch(preview)} <span className={styles.hint}>{describeChange(preview)}</span>
      </p>
      {preview.matched === 0 ? (
        <p className={styles.hint}>No issue bears such a label.</p>
      ) : (
        <>
          <div className={styles.counts}>
            <Counts
              title="By severity"
              none="no severity"
              counts={preview.bySeverity.map(({ name, count }) => ({
                name: name?.toUpperCase() ?? null,
                count,
              }))}
            />
            <Counts title="By service" none="no service" counts={preview.byService} />
          </div>
          <Issues title="The latest" issues={preview.examples} />
          {preview.unmappedTotal === 0 ? null : (
            <Issues
              title={`${formatCountOf(preview.unmappedTotal, 'incident')} without a severity or a service`}
              issues={preview.unmapped}
            />
          )}
        </>
      )}
    </div>
  );
}

type CountsProps = { title: string; none: string; counts: IncidentPreview['bySeverity'] };

function Counts({ title, none, counts }: CountsProps) {
  return (
    <div>
      <h3 className={styles.subhead}>{title}</h3>
      <dl className={styles.numbers}>
        {counts.map(({ name, count }) => (
          <div key={name ?? ''}>
            <dt className={name === null ? styles.hint : undefined}>{name ?? none}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Issues({ title, issues }: { title: string; issues: readonly PreviewedIssue[] }) {
  const now = new Date().toISOString();
  return (
    <div>
      <h3 className={styles.subhead}>{title}</h3>
      <ul className={styles.list}>
        {issues.map((issue) => (
          <li key={issue.url} className={styles.example}>
            <span>
              <GithubLink url={issue.url}>{issue.title}</GithubLink>
              <span className={styles.source}>
                {issue.repository}#{issue.number}, {formatDate(issue.createdAt, { now })}
              </span>
            </span>
            <span className={styles.hint}>
              {[issue.severity?.toUpperCase(), issue.service, issue.exclusion]
                .filter(Boolean)
                .join(' · ') || 'nothing more is known'}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
