import { type BandYear, bandsByYear, bandYears } from '@bellwether/shared/delivery/bands';
import type { DeliverySettings } from '@bellwether/shared/delivery/delivery-settings.schema';
import { Button, NumberInput, TagsInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import '@mantine/core/styles/NumberInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import styles from './delivery.module.css';

const OFF = 'off';

const bandOptions: { value: string; label: string; hint?: string }[] = [
  { value: OFF, label: 'No bands' },
  ...bandYears.map((year) => ({
    value: String(year),
    label: `DORA ${year}`,
    hint: bandsByYear[year].source,
  })),
];

/** How delivery is judged, for who may change it. */
export function SettingsWidget() {
  const query = useQuery(trpc.delivery.settings.queryOptions());
  return (
    <Widget
      title="How delivery is judged"
      subtitle="For everybody. Other marks of hotfixes are looked for in what is stored; that takes a moment."
    >
      <QueryView query={query} what="The settings" height={200}>
        {(settings) => <Form key={settings.version} settings={settings} />}
      </QueryView>
    </Widget>
  );
}

function Form({ settings }: { settings: DeliverySettings }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(settings);
  const save = useMutation(
    trpc.delivery.saveSettings.mutationOptions({
      onSuccess: (stored) => {
        client.setQueryData(trpc.delivery.settings.queryKey(), stored);
        return client.invalidateQueries({ queryKey: trpc.delivery.pathKey() });
      },
    }),
  );
  const change = (patch: Partial<DeliverySettings>) => setDraft({ ...draft, ...patch });
  const chosen = draft.bandsYear === null ? OFF : String(draft.bandsYear);
  const isSame = JSON.stringify(draft) === JSON.stringify(settings);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <div className={styles.switches}>
        <span>Bands of a report</span>
        <OneChoice
          name="Bands"
          value={chosen}
          options={bandOptions}
          width={320}
          onChange={(year) =>
            change({ bandsYear: year === OFF ? null : (Number(year) as BandYear) })
          }
        />
      </div>
      {draft.bandsYear === null ? null : (
        <p className={styles.hint}>
          {bandsByYear[draft.bandsYear].source}. {bandsByYear[draft.bandsYear].note}
        </p>
      )}
      <NumberInput
        label="Hours after a deployment in which an incident of its service is suspected to come from it"
        min={1}
        max={168}
        allowDecimal={false}
        value={draft.suspectedHours}
        onChange={(value) => change({ suspectedHours: Number(value) || draft.suspectedHours })}
      />
      <TagsInput
        label="Labels of a hotfix"
        description="In any case; * stands for any characters."
        value={draft.hotfixLabels}
        onChange={(hotfixLabels) => change({ hotfixLabels })}
      />
      <TagsInput
        label="How a hotfix’s branch begins"
        description="Or any part of it after a slash."
        value={draft.hotfixBranches}
        onChange={(hotfixBranches) => change({ hotfixBranches })}
      />
      {save.error === null ? null : (
        <p role="alert" className={styles.failed}>
          {readAppError(save.error).message} {readAppError(save.error).remedy}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="sm" loading={save.isPending} disabled={isSame}>
          Save
        </Button>
        {save.isSuccess && isSame ? <span role="status">Saved.</span> : null}
      </div>
    </form>
  );
}
