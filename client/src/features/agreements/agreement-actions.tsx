import type { AgreementsOverview } from '@bellwether/shared/agreements/agreements.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { dayOf } from '../../shell/filter/use-filter.ts';
import { LoadingState } from '../../ui/states.tsx';
import styles from './agreements.module.css';
import { Failure } from './failure.tsx';
import { refreshAgreements } from './refresh-agreements.ts';

const AgreementForm = lazy(() =>
  import('./agreement-form.tsx').then((m) => ({ default: m.AgreementForm })),
);

type ActionsProps = { item: AgreementsOverview['items'][number]; overview: AgreementsOverview };

/** Changes or ends an agreement. */
export function AgreementActions({ item, overview }: ActionsProps) {
  const { agreement } = item;
  const [doing, setDoing] = useState<'change' | 'end' | null>(null);
  const close = async () => {
    await refreshAgreements();
    setDoing(null);
  };
  const save = useMutation(
    // What somebody else saved meanwhile is shown beside what was wanted.
    trpc.agreements.save.mutationOptions({ onSuccess: close, onError: refreshAgreements }),
  );
  const { id: agreementId, version: basedOn } = agreement;
  if (doing === 'change') {
    return (
      <Suspense fallback={<LoadingState height={420} label="The form: loading" />}>
        <AgreementForm
          overview={overview}
          agreement={agreement}
          isPending={save.isPending}
          error={save.error}
          onSubmit={(text) => save.mutate({ agreementId, basedOn, text })}
          onCancel={() => setDoing(null)}
        />
      </Suspense>
    );
  }
  if (doing === 'end') {
    return <EndForm agreement={agreement} onDone={close} onCancel={() => setDoing(null)} />;
  }
  return (
    <div className={styles.actions}>
      <Button size="xs" variant="default" onClick={() => setDoing('change')}>
        Change
      </Button>
      <Button size="xs" variant="default" onClick={() => setDoing('end')}>
        {agreement.endsOn === null ? 'End it' : 'End it on another day'}
      </Button>
    </div>
  );
}

type EndFormProps = {
  agreement: ActionsProps['item']['agreement'];
  onDone: () => Promise<void>;
  onCancel: () => void;
};

function EndForm({ agreement, onDone, onCancel }: EndFormProps) {
  const [endsOn, setEndsOn] = useState(agreement.endsOn ?? dayOf(Date.now()));
  const end = useMutation(
    trpc.agreements.end.mutationOptions({ onSuccess: onDone, onError: refreshAgreements }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate({ agreementId: agreement.id, basedOn: agreement.version, endsOn });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        type="date"
        size="xs"
        label="The first day on which it does not count any more"
        description="What was kept until then stays here, under “Ended”."
        value={endsOn}
        onChange={({ currentTarget: { value } }) => setEndsOn(value)}
      />
      <Failure error={end.error} />
      <div className={styles.actions}>
        <Button type="submit" size="xs" disabled={endsOn === ''} loading={end.isPending}>
          End it
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
