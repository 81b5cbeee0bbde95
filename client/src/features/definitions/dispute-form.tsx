import { cycleTimeMetrics } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { ProposeDisputeInput } from '@bellwether/shared/definitions/disputes.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import {
  type AssignableClass,
  assignableClasses,
} from '@bellwether/shared/pull-requests/author-class.rules';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import styles from './definitions.module.css';
import { classNames } from './definitions.prepare.ts';
import { type DoubtDraft, doubtKinds, freshDoubt, proposalOf } from './disputes.prepare.ts';
import { RuleFields } from './rule-fields.tsx';
import { useTeamChoices } from './use-team-choices.ts';

type DisputeFormProps = {
  pullRequestId: string;
  /** Null: a deleted account, whose class nobody can change. */
  author: string | null;
  isPending: boolean;
  error: unknown;
  onSend: (wanted: ProposeDisputeInput) => void;
  onCancel: () => void;
};

/** Which number is doubted, what would be right, and why. */
export function DisputeForm(props: DisputeFormProps) {
  const { pullRequestId, author, isPending, error, onSend, onCancel } = props;
  const [draft, setDraft] = useState<DoubtDraft>(freshDoubt);
  const change = (part: Partial<DoubtDraft>) => setDraft({ ...draft, ...part });
  const problem = error === null || error === undefined ? null : readAppError(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { metric, reason } = draft;
    onSend({ pullRequestId, metric, reason, proposal: proposalOf(draft, author) });
  };
  return (
    <form className={styles.doubt} onSubmit={submit} aria-label="Doubt a number">
      <label className={styles.field}>
        Which number?
        <select
          className={styles.select}
          value={draft.metric ?? ''}
          onChange={({ currentTarget }) =>
            change({ metric: currentTarget.value === '' ? null : currentTarget.value })
          }
        >
          <option value="">That it counts at all</option>
          {cycleTimeMetrics.map((metric) => (
            <option key={metric} value={metric}>
              {durationTerms[metric].label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        What would be right?
        <select
          className={styles.select}
          value={draft.kind}
          onChange={({ currentTarget }) =>
            change({
              kind: doubtKinds.find(({ kind }) => kind === currentTarget.value)?.kind ?? 'other',
            })
          }
        >
          {doubtKinds
            .filter(({ kind }) => kind !== 'author-class' || author !== null)
            .map(({ kind, label }) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
        </select>
      </label>
      <Details draft={draft} author={author} onChange={change} />
      <Textarea
        label="Why?"
        description="Whoever decides reads this, and so does the audit log."
        autosize
        minRows={2}
        maxLength={1000}
        required
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      <div className={styles.row}>
        <Button type="submit" size="xs" loading={isPending} disabled={draft.reason.trim() === ''}>
          Send it
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

type DetailsProps = {
  draft: DoubtDraft;
  author: string | null;
  onChange: (part: Partial<DoubtDraft>) => void;
};

function Details({ draft, author, onChange }: DetailsProps) {
  const teams = useTeamChoices();
  if (draft.kind === 'rule') {
    return (
      <div className={styles.tools}>
        <RuleFields rule={draft.rule} teams={teams} onChange={(rule) => onChange({ rule })} />
      </div>
    );
  }
  return draft.kind === 'author-class' ? (
    <label className={styles.field}>
      {author} is
      <select
        className={styles.select}
        value={draft.authorClass}
        onChange={({ currentTarget }) => onChange({ authorClass: classOf(currentTarget.value) })}
      >
        {assignableClasses.map((one) => (
          <option key={one} value={one}>
            {classNames[one]}
          </option>
        ))}
      </select>
    </label>
  ) : null;
}

function classOf(typed: string): AssignableClass {
  return assignableClasses.find((one) => one === typed) ?? 'bot';
}
