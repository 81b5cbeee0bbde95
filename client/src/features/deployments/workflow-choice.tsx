import type { DeploymentRules } from '@bellwether/shared/deployments/deployments.schema';
import { Button } from '@mantine/core';
import { formatCountOf } from '../../format/number.ts';
import { Notice } from '../../ui/notice.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import styles from './deployments.module.css';
import { repositoriesUnder } from './deployments.prepare.ts';
import { useLook } from './use-look.ts';

type WorkflowChoiceProps = {
  rules: DeploymentRules;
  repositoryId: string | null;
  value: string | null;
  onChange: (workflowName: string) => void;
};

/** The workflow whose runs are deployments; the list comes from GitHub when it is asked for. */
export function WorkflowChoice({ rules, repositoryId, value, onChange }: WorkflowChoiceProps) {
  const look = useLook();
  const repositories = repositoriesUnder(rules, repositoryId);
  const lists = repositories.map(({ workflows }) => workflows);
  const runs = new Map<string, number>();
  for (const { name, runs: count } of lists.flatMap(({ list }) => list)) {
    runs.set(name, (runs.get(name) ?? 0) + count);
  }
  const isWaiting = lists.some((list) => list.isAskedFor && list.readAt === null && !list.error);
  const error = lists.find((list) => list.error !== null)?.error ?? null;
  const options = [...new Set([...(value === null ? [] : [value]), ...runs.keys()])].sort();
  return (
    <div className={styles.row}>
      {options.length === 0 ? null : (
        <OneChoice
          name="Workflow"
          value={value ?? ''}
          width={320}
          options={[
            ...(value === null ? [{ value: '', label: 'Choose a workflow' }] : []),
            ...options.map((name) => ({
              ...{ value: name, label: name },
              ...(runs.get(name) ? { hint: formatCountOf(runs.get(name) ?? 0, 'run') } : {}),
            })),
          ]}
          onChange={(name) => (name === '' ? undefined : onChange(name))}
        />
      )}
      <Button
        variant="default"
        loading={look.isPending || isWaiting}
        onClick={() =>
          look.mutate({ repositoryId, kind: 'workflow-run', workflowName: null, environments: [] })
        }
      >
        {options.length === 0 ? 'List the workflows' : 'List them again'}
      </Button>
      {error === null ? null : <Notice tone="warn">{error}</Notice>}
    </div>
  );
}
