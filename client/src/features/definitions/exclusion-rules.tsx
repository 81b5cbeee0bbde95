import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { effectWords, ruleWords } from '@bellwether/shared/definitions/describe-change.rules';
import type { ExclusionRule } from '@bellwether/shared/pull-requests/exclusion.rules';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Widget } from '../../ui/widget.tsx';
import styles from './definitions.module.css';
import { addExclusion, removeExclusion } from './edit-settings.prepare.ts';
import { freshRule, RuleFields } from './rule-fields.tsx';
import { type TeamChoice, useTeamChoices } from './use-team-choices.ts';

type ExclusionRulesProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** Which pull requests stand in no metric, or in a series of their own, each under the name of its rule (B14). */
export function ExclusionRules({ settings, onChange }: ExclusionRulesProps) {
  const teams = useTeamChoices();
  return (
    <Widget
      title="What is left out?"
      subtitle="Pull requests that fit a rule leave the metrics and are counted apart under its name: hidden, or as a series of their own. The first rule that fits counts. They stay stored, listed and exported."
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
              <span className={styles.hint}>{tellRule(rule, teams)}</span>
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
      <RuleForm settings={settings} onChange={onChange} teams={teams} />
    </Widget>
  );
}

function tellRule(rule: ExclusionRule, teams: readonly TeamChoice[]): string {
  const team = teams.find(({ id }) => id === rule.teamId);
  return [
    ruleWords(rule),
    ...(rule.teamId === null ? [] : [`by authors of ${team?.name ?? 'one team'}`]),
    effectWords[rule.effect],
    ...(rule.by === null ? [] : [`made by ${rule.by}`]),
  ].join(' · ');
}

type RuleFormProps = ExclusionRulesProps & { teams: readonly TeamChoice[] };

function RuleForm({ settings, onChange, teams }: RuleFormProps) {
  const [name, setName] = useState('');
  const [rule, setRule] = useState(freshRule);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = addExclusion(settings, { name, ...rule });
    if (typeof next === 'string') {
      setProblem(next);
      return;
    }
    setProblem(null);
    setName('');
    setRule({ ...freshRule, field: rule.field });
    onChange(next);
  };
  return (
    <div className={styles.lists}>
      <form className={styles.tools} onSubmit={submit} aria-label="Leave something out">
        <TextInput
          label="Name"
          placeholder="Release trains"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RuleFields rule={rule} teams={teams} onChange={setRule} />
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
