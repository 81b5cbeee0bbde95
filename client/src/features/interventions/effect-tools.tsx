import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { LoadingState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareText } from './copy-text.prepare.ts';
import { Failure } from './failure.tsx';
import { InterventionForm, textOf } from './intervention-form.tsx';
import styles from './interventions.module.css';
import { forgetIntervention, refreshInterventions } from './refresh-interventions.ts';
import { shareAddress } from './share-address.ts';

/** Ways to share the page, and to change what it is about. */
export function EffectTools({ effect }: { effect: InterventionEffect }) {
  const [doing, setDoing] = useState<'change' | 'remove' | null>(null);
  const [said, setSaid] = useState('');
  const address = () => shareAddress(window.location.href, effect);
  const copy = async (text: string, done: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(done);
    } catch {
      setSaid('This browser does not let the page copy: take the link from the address bar.');
    }
  };
  return (
    <div className={styles.tools} data-in-print="no">
      <div className={styles.buttons}>
        <Link to="/interventions">All that was changed</Link>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            void copy(
              address(),
              'Copied. The link shows these weeks and this metric to anybody who may see them.',
            )
          }
        >
          Copy link
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => void copy(prepareText(effect, address()), 'Copied as text.')}
        >
          Copy as text
        </Button>
        <Button size="xs" variant="default" onClick={() => window.print()}>
          Print
        </Button>
        {effect.intervention.mayWrite ? (
          <>
            <Button size="xs" variant="default" onClick={() => setDoing('change')}>
              Change
            </Button>
            <Button size="xs" variant="default" onClick={() => setDoing('remove')}>
              Remove
            </Button>
          </>
        ) : null}
        <span role="status" className={styles.hint}>
          {said}
        </span>
      </div>
      {doing === 'change' ? <ChangeForm effect={effect} onDone={() => setDoing(null)} /> : null}
      {doing === 'remove' ? <Removal effect={effect} onDone={() => setDoing(null)} /> : null}
    </div>
  );
}

type DoingProps = { effect: InterventionEffect; onDone: () => void };

function ChangeForm({ effect, onDone }: DoingProps) {
  const choices = useQuery(trpc.interventions.overview.queryOptions());
  const { intervention } = effect;
  const save = useMutation(
    trpc.interventions.save.mutationOptions({
      onSuccess: async () => {
        await refreshInterventions();
        onDone();
      },
      // What it says now stands above, so that the next try is made to that.
      onError: () => void refreshInterventions(),
    }),
  );
  return (
    <Widget title="Change what is written">
      {choices.data === undefined ? (
        <LoadingState height={320} label="The form: loading" />
      ) : (
        <InterventionForm
          start={textOf(intervention)}
          choices={choices.data}
          submitLabel="Save"
          isPending={save.isPending}
          error={save.error}
          onSubmit={(text) =>
            save.mutate({
              ...{ interventionId: intervention.id, basedOn: intervention.version, text },
            })
          }
          onCancel={onDone}
        />
      )}
    </Widget>
  );
}

function Removal({ effect, onDone }: DoingProps) {
  const navigate = useNavigate();
  const { id, title, version } = effect.intervention;
  const remove = useMutation(
    trpc.interventions.remove.mutationOptions({
      onSuccess: async () => {
        forgetIntervention(id);
        await navigate({ to: '/interventions' });
        await refreshInterventions();
      },
      onError: () => void refreshInterventions(),
    }),
  );
  return (
    <Widget title={`Remove “${title}”?`}>
      <p>It leaves this list and the charts. The audit log keeps what it said.</p>
      <Failure error={remove.error} />
      <div className={styles.buttons}>
        <Button
          size="xs"
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate({ interventionId: id, basedOn: version })}
        >
          Remove it
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Keep it
        </Button>
      </div>
    </Widget>
  );
}
