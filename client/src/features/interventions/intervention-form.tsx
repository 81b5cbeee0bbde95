import type {
  Intervention,
  InterventionsOverview,
  InterventionText,
} from '@bellwether/shared/interventions/interventions.schema';
import { isDurationMetric } from '@bellwether/shared/interventions/interventions.terms';
import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { ManyChoice } from '../../ui/many-choice.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Failure } from './failure.tsx';
import styles from './interventions.module.css';
import { metricOptions } from './metric-words.prepare.ts';

const MarkdownText = lazy(() =>
  import('./markdown-text.tsx').then((m) => ({ default: m.MarkdownText })),
);

type Choices = Pick<InterventionsOverview, 'mayWriteForEverybody' | 'teams' | 'repositories'>;

type InterventionFormProps = {
  start: InterventionText;
  choices: Choices;
  submitLabel: string;
  isPending: boolean;
  error: unknown;
  onSubmit: (text: InterventionText) => void;
  onCancel: () => void;
};

/** A new one: from today, of everybody or the first of one's teams. */
export function emptyText(choices: Choices, today: string): InterventionText {
  return {
    ...{ title: '', description: null, startedOn: today, settledOn: null, repositoryIds: [] },
    teamId: choices.mayWriteForEverybody ? null : (choices.teams[0]?.id ?? null),
    ...{ metric: 'review-cycle', clock: 'wall' },
  };
}

export function textOf(intervention: Intervention): InterventionText {
  const { title, description, team, repositories, startedOn, settledOn } = intervention;
  const { metric, clock } = intervention;
  return {
    ...{ title, description, startedOn, settledOn, metric, clock },
    teamId: team?.id ?? null,
    repositoryIds: repositories.map(({ id }) => id),
  };
}

/** What was changed, when, for whom, and what it was meant to move. */
export function InterventionForm(props: InterventionFormProps) {
  const [draft, setDraft] = useState(props.start);
  const change = (part: Partial<InterventionText>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { description } = draft;
    props.onSubmit({ ...draft, description: description?.trim() === '' ? null : description });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="What was changed"
        placeholder="Reviews are tiered and shared"
        maxLength={120}
        value={draft.title}
        onChange={({ currentTarget: { value } }) => change({ title: value })}
      />
      <Description text={draft.description} onChange={(description) => change({ description })} />
      <div className={styles.pair}>
        <TextInput
          type="date"
          label="From which day on"
          value={draft.startedOn}
          onChange={({ currentTarget: { value } }) => change({ startedOn: value })}
        />
        <TextInput
          type="date"
          label="Wholly in place on (optional)"
          description="What lies between the two days is left out of the comparison."
          value={draft.settledOn ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ settledOn: value === '' ? null : value })
          }
        />
      </div>
      <Reach draft={draft} choices={props.choices} onChange={change} />
      <Meant draft={draft} onChange={change} />
      <Failure error={props.error} />
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="xs"
          disabled={draft.title.trim() === '' || draft.startedOn === ''}
          loading={props.isPending}
        >
          {props.submitLabel}
        </Button>
        <Button size="xs" variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

type PartProps = { draft: InterventionText; onChange: (part: Partial<InterventionText>) => void };

function Description(props: { text: string | null; onChange: (text: string) => void }) {
  const [isShown, setShown] = useState(false);
  const text = props.text ?? '';
  return (
    <div>
      <Textarea
        label="What was done, and why (optional)"
        description="Markdown: **bold**, lists, links."
        rows={6}
        maxLength={20_000}
        value={text}
        dir="auto"
        onChange={({ currentTarget: { value } }) => props.onChange(value)}
      />
      {text.trim() === '' ? null : (
        <details onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
          <summary className={styles.hint}>As it will be shown</summary>
          {isShown ? (
            <Suspense fallback={<p className={styles.hint}>Loading</p>}>
              <MarkdownText text={text} />
            </Suspense>
          ) : null}
        </details>
      )}
    </div>
  );
}

function Reach({ draft, choices, onChange }: PartProps & { choices: Choices }) {
  const teams = [
    ...(choices.mayWriteForEverybody || draft.teamId === null
      ? [{ value: '', label: 'Everybody' }]
      : []),
    ...choices.teams.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const count = draft.repositoryIds.length;
  return (
    <div className={styles.choices}>
      <OneChoice
        name="Team"
        value={draft.teamId ?? ''}
        options={teams}
        onChange={(teamId) => onChange({ teamId: teamId === '' ? null : teamId })}
      />
      <ManyChoice
        name="Repositories"
        summary={count === 0 ? 'All repositories' : `${count} of ${choices.repositories.length}`}
        options={choices.repositories.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.repositoryIds}
        clearLabel="All repositories"
        onChange={(repositoryIds) => onChange({ repositoryIds })}
      />
    </div>
  );
}

function Meant({ draft, onChange }: PartProps) {
  return (
    <div className={styles.choices}>
      <span className={styles.label}>Meant to move</span>
      <OneChoice
        name="Meant to move"
        value={draft.metric}
        width={300}
        options={metricOptions}
        onChange={(metric) => onChange({ metric })}
      />
      {isDurationMetric(draft.metric) ? (
        <Segmented
          name="Clock"
          value={draft.clock}
          options={[
            { value: 'wall', label: 'All hours' },
            { value: 'work', label: 'Working hours' },
          ]}
          onChange={(clock) => onChange({ clock })}
        />
      ) : null}
    </div>
  );
}
