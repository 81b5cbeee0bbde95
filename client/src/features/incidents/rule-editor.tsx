import type { IncidentRules } from '@bellwether/shared/incidents/incidents.schema';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Changeable, WhoChangesThis } from '../../ui/changeable.tsx';
import { SaveRule } from '../../ui/save-rule.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './incidents.module.css';
import {
  type EditedRule,
  exclusionChoices,
  groupLabels,
  labelsWithoutUse,
  replaceGroup,
  ruleInForce,
  severityChoices,
} from './incidents.prepare.ts';
import { LabelField } from './label-field.tsx';
import { RulePreview } from './rule-preview.tsx';
import { ServiceFields } from './service-fields.tsx';

type RuleEditorProps = { rules: IncidentRules; repositoryId: string | null };

/** The rule as it would be, what it would find, and the way to have it count. */
export function RuleEditor({ rules, repositoryId }: RuleEditorProps) {
  const inForce = ruleInForce(rules, repositoryId);
  const may = useMay('incidents.rules');
  const [draft, setDraft] = useState<EditedRule | null>(null);
  const rule = draft ?? inForce;
  const isChanged = JSON.stringify(rule) !== JSON.stringify(inForce);
  const isComplete =
    rule.labels.length > 0 && rule.services.every(({ label, service }) => label && service);
  const change = (more: Partial<EditedRule>) => setDraft({ ...rule, ...more });
  return (
    <div className={styles.editor}>
      <Widget
        title="An issue is an incident if it bears …"
        subtitle="Labels with commas between, in any case; * stands for any characters."
      >
        <div className={styles.form}>
          <WhoChangesThis may={may} />
          <Changeable may={may}>
            <LabelField
              label="One of these labels"
              labels={rule.labels}
              suggestions={labelsWithoutUse(rules.labels, rule)}
              onChange={(labels) => change({ labels })}
            />
            <Mappings rule={rule} onChange={change} />
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

function Mappings(props: { rule: EditedRule; onChange: (more: Partial<EditedRule>) => void }) {
  const { rule, onChange } = props;
  const severities = rule.severities.map(({ label, severity }) => ({ label, value: severity }));
  const exclusions = rule.exclusions.map(({ label, exclusion }) => ({ label, value: exclusion }));
  const textOf = (groups: { value: string; text: string }[], value: string) =>
    groups.find((group) => group.value === value)?.text ?? '';
  const severityTexts = groupLabels(
    severities,
    severityChoices.map(({ value }) => value),
  );
  const exclusionTexts = groupLabels(
    exclusions,
    exclusionChoices.map(({ value }) => value),
  );
  return (
    <>
      <fieldset className={styles.group}>
        <legend className={styles.subhead}>Its severity, the worst that fits</legend>
        {severityChoices.map(({ value, label }) => (
          <LabelField
            key={value}
            label={label}
            isInline
            labels={textOf(severityTexts, value)}
            onChange={(labels) =>
              onChange({
                severities: replaceGroup(severities, value, labels.join(',')).map((row) => ({
                  ...{ label: row.label, severity: row.value },
                })),
              })
            }
          />
        ))}
      </fieldset>
      <ServiceFields services={rule.services} onChange={(services) => onChange({ services })} />
      <fieldset className={styles.group}>
        <legend className={styles.subhead}>Counted apart</legend>
        {exclusionChoices.map(({ value, label }) => (
          <LabelField
            key={value}
            label={label}
            isInline
            labels={textOf(exclusionTexts, value)}
            onChange={(labels) =>
              onChange({
                exclusions: replaceGroup(exclusions, value, labels.join(',')).map((row) => ({
                  ...{ label: row.label, exclusion: row.value },
                })),
              })
            }
          />
        ))}
      </fieldset>
    </>
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
    await queryClient.invalidateQueries({ queryKey: trpc.incidents.pathKey() });
    onDone();
  };
  const save = useMutation(trpc.incidents.saveRule.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.incidents.removeRule.mutationOptions({ onSuccess }));
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
      Saved. The list below follows it.
    </SaveRule>
  );
}
