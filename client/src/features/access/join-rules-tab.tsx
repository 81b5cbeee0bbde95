import { describeGrant, roleNames } from '@bellwether/shared/access/grant-words';
import {
  type AddJoinRuleInput,
  type JoinRule,
  joinRoles,
  type MembersOverview,
} from '@bellwether/shared/access/members.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Widget } from '../../ui/widget.tsx';
import { errorAt, FormError } from './form-error.tsx';
import styles from './members.module.css';
import { TeamSelect } from './team-select.tsx';
import { refreshMembers } from './use-members.ts';

/** Who may join without an invitation. */
export function JoinRulesTab({ overview }: { overview: MembersOverview }) {
  const remove = useMutation(
    trpc.members.removeJoinRule.mutationOptions({ onSettled: () => refreshMembers() }),
  );
  return (
    <div className={styles.stack}>
      <Widget
        title="Who joins without an invitation"
        subtitle="Whoever signs in for the first time through GitHub or your provider, and fits a rule, gets its role. Nobody joins as an admin, and nobody by a password alone."
      >
        <FormError error={remove.isError ? readAppError(remove.error) : null} fields={[]} />
        {overview.joinRules.length === 0 ? (
          <p className={styles.hint}>Nobody: people come by invitation alone.</p>
        ) : (
          <ul className={styles.rules} aria-label="Rules of joining">
            {overview.joinRules.map((rule) => (
              <RuleRow
                key={rule.joinRuleId}
                rule={rule}
                isPending={remove.variables?.joinRuleId === rule.joinRuleId}
                onRemove={() => remove.mutate({ joinRuleId: rule.joinRuleId })}
              />
            ))}
          </ul>
        )}
      </Widget>
      <Widget title="Add a rule">
        <NewRule teams={overview.teams} />
      </Widget>
    </div>
  );
}

type RuleRowProps = { rule: JoinRule; isPending: boolean; onRemove: () => void };

function RuleRow({ rule, isPending, onRemove }: RuleRowProps) {
  return (
    <li className={styles.rule}>
      <p>
        {rule.kind === 'domain' ? 'Confirmed addresses at ' : 'Members of the organisation '}
        <b>{rule.value}</b>
        {rule.kind === 'domain' ? ' join as ' : ' on GitHub join as '}
        <b dir="auto">{describeGrant(rule.grant)}</b>.
      </p>
      <Button
        size="xs"
        variant="default"
        loading={isPending}
        aria-label={`Remove the rule for ${rule.value}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </li>
  );
}

const start: AddJoinRuleInput = { kind: 'domain', value: '', role: 'engineer', teamId: null };

function NewRule({ teams }: { teams: MembersOverview['teams'] }) {
  const [rule, setRule] = useState(start);
  const add = useMutation(
    trpc.members.addJoinRule.mutationOptions({
      onSuccess: () => {
        setRule(start);
        return refreshMembers();
      },
    }),
  );
  const error = add.isError ? readAppError(add.error) : null;
  const change = (next: Partial<AddJoinRuleInput>) => {
    add.reset();
    setRule({ ...rule, ...next });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(rule);
  };
  const isDomain = rule.kind === 'domain';
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Segmented<AddJoinRuleInput['kind']>
        name="By what"
        value={rule.kind}
        options={[
          { value: 'domain', label: 'Domain of the address' },
          { value: 'organization', label: 'Organisation on GitHub' },
        ]}
        onChange={(kind) => change({ kind })}
      />
      <TextInput
        label={isDomain ? 'Domain' : 'Login of the organisation'}
        placeholder={isDomain ? 'example.com' : 'octo-org'}
        description={
          isDomain
            ? 'What stands behind the @. The provider must have confirmed the address.'
            : 'What stands behind github.com/. Membership is asked of GitHub at each first sign-in.'
        }
        autoComplete="off"
        spellCheck={false}
        value={rule.value}
        error={errorAt(error, 'value')}
        onChange={(event) => change({ value: event.currentTarget.value })}
      />
      <div className={styles.field}>
        <span className={styles.label}>They join as</span>
        <div className={styles.actions}>
          <select
            className={styles.select}
            aria-label="Role"
            value={rule.role}
            onChange={({ currentTarget }) =>
              change({ role: joinRoles.find((role) => role === currentTarget.value) ?? rule.role })
            }
          >
            {joinRoles.map((role) => (
              <option key={role} value={role}>
                {roleNames[role]}
              </option>
            ))}
          </select>
          <TeamSelect
            label="Over what"
            teams={teams}
            value={rule.teamId}
            onChange={(teamId) => change({ teamId })}
          />
        </div>
      </div>
      <FormError error={error} fields={['value']} />
      <Button
        type="submit"
        className={styles.start}
        disabled={rule.value.trim() === ''}
        loading={add.isPending}
      >
        Add the rule
      </Button>
    </form>
  );
}
