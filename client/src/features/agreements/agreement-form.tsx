import type {
  Agreement,
  AgreementPreviewInput,
  AgreementsOverview,
  AgreementText,
} from '@bellwether/shared/agreements/agreements.schema';
import { Button, NumberInput, Textarea, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { trpc } from '../../lib/trpc.ts';
import { dayOf } from '../../shell/filter/use-filter.ts';
import { ManyChoice } from '../../ui/many-choice.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Widget } from '../../ui/widget.tsx';
import {
  describeKept,
  describeOthers,
  metricChoices,
  prepareProgress,
  type Unit,
  unitOf,
  units,
} from './agreement.prepare.ts';
import '@mantine/core/styles/NumberInput.layer.css';
import styles from './agreements.module.css';
import { Failure } from './failure.tsx';

type FormProps = {
  overview: AgreementsOverview;
  /** Null: a new one. */
  agreement: Agreement | null;
  isPending: boolean;
  error: unknown;
  onSubmit: (text: AgreementText) => void;
  onCancel: () => void;
};

function startOf({
  overview,
  agreement,
}: Pick<FormProps, 'overview' | 'agreement'>): AgreementText {
  if (agreement !== null) {
    const { teamId, title, metric, clock, targetShare, withinSeconds } = agreement;
    const { headsUpShare, repositoryIds, startsOn, note } = agreement;
    return {
      ...{ teamId, title, metric, clock, targetShare, withinSeconds },
      ...{ headsUpShare, repositoryIds, startsOn, note },
    };
  }
  return {
    ...{ teamId: overview.teams[0]?.id ?? '', title: '', metric: 'pickup', clock: 'work' },
    ...{ targetShare: 0.85, withinSeconds: 4 * units.hours, headsUpShare: 0.75 },
    ...{ repositoryIds: [], startsOn: dayOf(Date.now()), note: null },
  };
}

/** What a team agrees on, with how it would have gone in the last 13 weeks. */
export function AgreementForm(props: FormProps) {
  const [draft, setDraft] = useState(startOf(props));
  const change = (part: Partial<AgreementText>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit({ ...draft, note: draft.note?.trim() === '' ? null : draft.note });
  };
  const isWhole = draft.title.trim() !== '' && draft.teamId !== '' && draft.startsOn !== '';
  return (
    <Widget title={props.agreement === null ? 'A new agreement' : 'Change the agreement'}>
      <div className={styles.formGrid}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <TextInput
            label="What you agreed on"
            placeholder="Picked up the same morning"
            maxLength={120}
            value={draft.title}
            onChange={({ currentTarget: { value } }) => change({ title: value })}
          />
          <Target draft={draft} onChange={change} />
          <Reach draft={draft} overview={props.overview} onChange={change} />
          <Textarea
            label="Note"
            description="Why, and what helps to keep it. May be left empty."
            autosize
            minRows={2}
            maxLength={2_000}
            value={draft.note ?? ''}
            onChange={({ currentTarget: { value } }) => change({ note: value })}
          />
          <Failure error={props.error} />
          <div className={styles.actions}>
            <Button type="submit" size="xs" disabled={!isWhole} loading={props.isPending}>
              {props.agreement === null ? 'Agree' : 'Save'}
            </Button>
            <Button size="xs" variant="default" onClick={props.onCancel}>
              Cancel
            </Button>
          </div>
        </form>
        <Preview draft={draft} />
      </div>
    </Widget>
  );
}

type PartProps = { draft: AgreementText; onChange: (part: Partial<AgreementText>) => void };

function Target({ draft, onChange }: PartProps) {
  const [unit, setUnit] = useState<Unit>(unitOf(draft.withinSeconds));
  return (
    <>
      <div className={styles.line}>
        <OneChoice
          name="Measure"
          value={draft.metric}
          options={metricChoices}
          width={300}
          onChange={(metric) => onChange({ metric })}
        />
        <Segmented
          name="Clock"
          value={draft.clock}
          isSmall
          options={[
            { value: 'work', label: 'Work hours' },
            { value: 'wall', label: 'All hours' },
          ]}
          onChange={(clock) => onChange({ clock })}
        />
      </div>
      <div className={styles.line}>
        <NumberInput
          className={styles.number}
          label="Share in time, %"
          size="xs"
          min={1}
          max={100}
          value={Math.round(draft.targetShare * 1_000) / 10}
          onChange={(value) => onChange({ targetShare: clamp(Number(value), 1, 100) / 100 })}
        />
        <NumberInput
          className={styles.number}
          label={`Within, ${unit}`}
          size="xs"
          min={0.1}
          decimalScale={2}
          value={draft.withinSeconds / units[unit]}
          onChange={(value) =>
            onChange({ withinSeconds: Math.round(clamp(Number(value), 0.02, 8_784) * units[unit]) })
          }
        />
        <Segmented
          name="Unit"
          value={unit}
          isSmall
          options={[
            { value: 'hours', label: 'Hours' },
            { value: 'days', label: 'Days of 24 h' },
          ]}
          onChange={setUnit}
        />
        <NumberInput
          className={styles.number}
          label="Announce after, % of it"
          size="xs"
          min={5}
          max={99}
          placeholder="never"
          value={draft.headsUpShare === null ? '' : Math.round(draft.headsUpShare * 100)}
          onChange={(value) =>
            onChange({ headsUpShare: value === '' ? null : clamp(Number(value), 5, 99) / 100 })
          }
        />
      </div>
    </>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : least;
}

function Reach({ draft, overview, onChange }: PartProps & { overview: AgreementsOverview }) {
  const chosen = overview.repositories.filter(({ id }) => draft.repositoryIds.includes(id));
  return (
    <div className={styles.line}>
      <OneChoice
        name="Team"
        value={draft.teamId}
        options={overview.teams.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(teamId) => onChange({ teamId })}
      />
      <ManyChoice
        name="Repositories"
        summary={
          chosen.length === 0
            ? 'All repositories'
            : chosen.map(({ repository }) => repository).join(', ')
        }
        options={overview.repositories.map(({ id, repository }) => ({
          value: id,
          label: repository,
        }))}
        chosen={draft.repositoryIds}
        onChange={(repositoryIds) => onChange({ repositoryIds })}
      />
      <TextInput
        type="date"
        size="xs"
        label="From which day on"
        value={draft.startsOn}
        onChange={({ currentTarget: { value } }) => onChange({ startsOn: value })}
      />
    </div>
  );
}

/** How it would have gone. */
function Preview({ draft }: { draft: AgreementText }) {
  const { title: _, startsOn: __, note: ___, ...target } = draft;
  const question: AgreementPreviewInput = target;
  const query = useQuery(
    trpc.agreements.preview.queryOptions(question, {
      placeholderData: keepPreviousData,
      enabled: draft.teamId !== '',
    }),
  );
  return (
    <section className={styles.preview} aria-label="The last 13 weeks">
      <h3 className={styles.subhead}>The last 13 weeks</h3>
      <QueryView query={query} what="The preview" height={260}>
        {(preview) => (
          <>
            <p className={styles.words}>{describeKept(preview, 'Would have been kept')}</p>
            <p className={styles.hint}>{describeOthers(preview)}</p>
            <TrendChart model={prepareProgress(preview, draft.targetShare, preview)} height={200} />
          </>
        )}
      </QueryView>
    </section>
  );
}
