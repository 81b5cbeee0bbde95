import {
  exclusionExamples,
  exclusionFieldWords,
} from '@bellwether/shared/definitions/exclusions.schema';
import { authorClasses } from '@bellwether/shared/pull-requests/author-class.rules';
import {
  DRAFT_PATTERN,
  type ExclusionField,
  exclusionEffects,
  exclusionFields,
} from '@bellwether/shared/pull-requests/exclusion.rules';
import { TextInput } from '@mantine/core';
import styles from './definitions.module.css';
import { classNames } from './definitions.prepare.ts';
import type { TypedRule } from './edit-settings.prepare.ts';
import type { TeamChoice } from './use-team-choices.ts';

export type RuleDraft = Required<Omit<TypedRule, 'name'>>;

export const freshRule: RuleDraft = {
  ...{ field: 'base-branch', pattern: '', effect: 'hide', teamId: null },
};

const effectNames = { hide: 'Leave out', separate: 'A series of its own' } as const;

const patternLabels: Partial<Record<ExclusionField, string>> = {
  age: 'Days without any change, while open',
  'pull-request': 'Pull requests, with a space between',
};

type RuleFieldsProps = {
  rule: RuleDraft;
  teams: readonly TeamChoice[];
  onChange: (rule: RuleDraft) => void;
};

/** What a rule looks at, whose pull requests it is for, and what it does with them. */
export function RuleFields({ rule, teams, onChange }: RuleFieldsProps) {
  return (
    <>
      <select
        className={styles.select}
        aria-label="What the rule looks at"
        value={rule.field}
        onChange={({ currentTarget }) => onChange(withField(rule, currentTarget.value))}
      >
        {exclusionFields.map((one) => (
          <option key={one} value={one}>
            {exclusionFieldWords[one]}
          </option>
        ))}
      </select>
      <PatternField rule={rule} onChange={(pattern) => onChange({ ...rule, pattern })} />
      {teams.length === 0 ? null : (
        <select
          className={styles.select}
          aria-label="Whose pull requests"
          value={rule.teamId ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ ...rule, teamId: currentTarget.value === '' ? null : currentTarget.value })
          }
        >
          <option value="">by anybody</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              by {name}
            </option>
          ))}
        </select>
      )}
      <EffectField effect={rule.effect} onChange={(effect) => onChange({ ...rule, effect })} />
    </>
  );
}

function withField(rule: RuleDraft, typed: string): RuleDraft {
  const field = exclusionFields.find((one) => one === typed) ?? 'base-branch';
  const fixed: Partial<Record<ExclusionField, string>> = {
    draft: DRAFT_PATTERN,
    'author-class': 'bot',
    age: '30',
  };
  return { ...rule, field, pattern: fixed[field] ?? '' };
}

type PatternFieldProps = { rule: RuleDraft; onChange: (pattern: string) => void };

function PatternField({ rule: { field, pattern }, onChange }: PatternFieldProps) {
  if (field === 'draft') {
    return null;
  }
  if (field === 'author-class') {
    return (
      <select
        className={styles.select}
        aria-label="Class of the author"
        value={pattern}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {authorClasses.map((one) => (
          <option key={one} value={one}>
            {classNames[one]}
          </option>
        ))}
      </select>
    );
  }
  return (
    <TextInput
      className={styles.search}
      label={patternLabels[field] ?? 'Pattern, * stands for any characters'}
      placeholder={exclusionExamples[field]}
      inputMode={field === 'age' ? 'numeric' : 'text'}
      spellCheck={false}
      autoComplete="off"
      value={pattern}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type EffectFieldProps = {
  effect: RuleDraft['effect'];
  onChange: (effect: RuleDraft['effect']) => void;
};

/** Hidden, or in a series of its own. */
export function EffectField({ effect, onChange }: EffectFieldProps) {
  return (
    <select
      className={styles.select}
      aria-label="What becomes of them"
      value={effect}
      onChange={({ currentTarget }) =>
        onChange(exclusionEffects.find((one) => one === currentTarget.value) ?? 'hide')
      }
    >
      {exclusionEffects.map((one) => (
        <option key={one} value={one}>
          {effectNames[one]}
        </option>
      ))}
    </select>
  );
}
