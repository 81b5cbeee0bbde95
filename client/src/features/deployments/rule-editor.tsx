import type { DeploymentRules } from '@bellwether/shared/deployments/deployments.schema';
import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Changeable, WhoChangesThis } from '../../ui/changeable.tsx';
import { SaveRule } from '../../ui/save-rule.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './deployments.module.css';
import { type EditedRule, ruleInForce } from './deployments.prepare.ts';
import { EnvironmentChoice } from './environment-choice.tsx';
import { KindChoice } from './kind-choice.tsx';
import { RulePreview } from './rule-preview.tsx';
import { WorkflowChoice } from './workflow-choice.tsx';

type RuleEditorProps = { rules: DeploymentRules; repositoryId: string | null };

/** The rule as it would be, what it would count, and the way to have it count. */
export function RuleEditor({ rules, repositoryId }: RuleEditorProps) {
  const inForce = ruleInForce(rules, repositoryId);
  const may = useMay('deployments.rules');
  const [draft, setDraft] = useState<EditedRule | null>(null);
  const rule = draft ?? inForce;
  const isChanged = JSON.stringify(rule) !== JSON.stringify(inForce);
  const change = (more: Partial<EditedRule>) => setDraft({ ...rule, ...more });
  const isComplete =
    rule.environments.length > 0 && (rule.kind !== 'workflow-run' || rule.workflowName !== null);
  return (
    <div className={styles.editor}>
      <Widget title="A deployment is …">
        <div className={styles.form}>
          <WhoChangesThis may={may} />
          <Changeable may={may}>
            <KindChoice
              value={rule.kind}
              onChange={(kind) =>
                change({ kind, workflowName: kind === 'workflow-run' ? rule.workflowName : null })
              }
            />
            {rule.kind === 'workflow-run' ? (
              <WorkflowChoice
                rules={rules}
                repositoryId={repositoryId}
                value={rule.workflowName}
                onChange={(workflowName) => change({ workflowName })}
              />
            ) : null}
            {rule.kind === 'release' ? (
              <Checkbox
                label="Pre-releases count too"
                checked={rule.includePrereleases}
                onChange={(event) => change({ includePrereleases: event.currentTarget.checked })}
              />
            ) : null}
            <EnvironmentChoice
              rules={rules}
              repositoryId={repositoryId}
              environments={rule.environments}
              isOnlyForSent={rule.kind === 'release' || rule.kind === 'workflow-run'}
              onChange={(environments) => change({ environments })}
            />
            <Checkbox
              label="The same commit deployed again counts as a deployment"
              description="It never has a lead time."
              checked={rule.countRedeploys}
              onChange={(event) => change({ countRedeploys: event.currentTarget.checked })}
            />
          </Changeable>
          {may ? (
            <SaveBar
              {...{ rules, repositoryId, rule, isChanged, isComplete }}
              onDone={() => setDraft(null)}
            />
          ) : null}
        </div>
      </Widget>
      {may ? <RulePreview {...{ repositoryId, rule, isChanged, isComplete }} /> : null}
    </div>
  );
}

type SaveBarProps = RuleEditorProps & {
  rule: EditedRule;
  isChanged: boolean;
  isComplete: boolean;
  onDone: () => void;
};

function SaveBar({ rules, repositoryId, rule, isChanged, isComplete, onDone }: SaveBarProps) {
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.deployments.pathKey() });
    onDone();
  };
  const save = useMutation(trpc.deployments.saveRule.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.deployments.removeRule.mutationOptions({ onSuccess }));
  const isOwn =
    repositoryId === null
      ? rules.isChosen
      : rules.own.some((own) => own.repositoryId === repositoryId);
  return (
    <SaveRule
      {...{ isOwn, isChanged, isComplete, save, remove }}
      isForOne={repositoryId !== null}
      onSave={() => save.mutate({ repositoryId, rule })}
      onRemove={() => remove.mutate({ repositoryId })}
      onLeave={onDone}
    >
      Saved. Pull requests are attached to their deployments anew; charts keep the old numbers until
      that is done.
    </SaveRule>
  );
}
