import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { ruleWords } from '@bellwether/shared/definitions/describe-change.rules';
import {
  exclusionExamples,
  exclusionFieldWords,
} from '@bellwether/shared/definitions/exclusions.schema';
import {
  type ExclusionField,
  exclusionFields,
} from '@bellwether/shared/pull-requests/exclusion.rules';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Widget } from '../../ui/widget.tsx';
import styles from './definitions.module.css';
import { addExclusion, removeExclusion } from './edit-settings.prepare.ts';

type ExclusionRulesProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** Which pull requests stand in no metric, each under the name of its rule (B14). */
export function ExclusionRules({ settings, onChange }: ExclusionRulesProps) {
  return (
    <Widget
      title="What is left out?"
      subtitle="Pull requests that fit a rule stand in no metric and are counted apart under its name. They stay stored, listed and exported."
    >
      {settings.exclusions.length === 0 ? (
        <p className={styles.hint}>
          No rule: every pull request of a person counts. Release trains or dependency updates can
          be left out by a branch, a label or an author.
        </p>
      ) : (
        <ol className={styles.entries}>
          {settings.exclusions.map((rule) => (
            <li key={rule.name} className={styles.exclusion}>
              <span className={styles.strong}>{rule.name}</span>
              <span className={styles.hint}>{ruleWords(rule)}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${rule.name}`}
                onClick={() => onChange(removeExclusion(settings, rule.name))}
              >
                <IconX size={15} aria-hidden="true" />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <RuleForm settings={settings} onChange={onChange} />
    </Widget>
  );
}

function RuleForm({ settings, onChange }: ExclusionRulesProps) {
  const [name, setName] = useState('');
  const [field, setField] = useState<ExclusionField>('base-branch');
  const [pattern, setPattern] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = addExclusion(settings, { name, field, pattern });
    if (typeof next === 'string') {
      setProblem(next);
      return;
    }
    setProblem(null);
    setName('');
    setPattern('');
    onChange(next);
  };
  return (
    <div className={styles.lists}>
      <form className={styles.tools} onSubmit={submit} aria-label="Leave something out">
        <TextInput
          label="Name"
          placeholder="Release trains"
          maxLength={40}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <select
          className={styles.select}
          aria-label="What the rule looks at"
          value={field}
          onChange={({ currentTarget }) =>
            setField(exclusionFields.find((one) => one === currentTarget.value) ?? 'base-branch')
          }
        >
          {exclusionFields.map((one) => (
            <option key={one} value={one}>
              {exclusionFieldWords[one]}
            </option>
          ))}
        </select>
        <TextInput
          className={styles.search}
          label="Pattern, * stands for any characters"
          placeholder={exclusionExamples[field]}
          spellCheck={false}
          autoComplete="off"
          value={pattern}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default">
          Add
        </Button>
      </form>
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
