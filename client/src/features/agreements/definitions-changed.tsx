import type { AgreementsOverview } from '@bellwether/shared/agreements/agreements.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { Failure } from './failure.tsx';
import { refreshAgreements } from './refresh-agreements.ts';

/** What counts is defined otherwise than when this was agreed on: what changed, and the way to agree anew. */
export function DefinitionsChanged({ item }: { item: AgreementsOverview['items'][number] }) {
  const { agreement, definitions } = item;
  const again = useMutation(
    trpc.agreements.agreeAnew.mutationOptions({ onSettled: refreshAgreements }),
  );
  if (definitions.isSame) {
    return null;
  }
  const action =
    agreement.mayWrite && agreement.endsOn === null ? (
      <Button
        size="xs"
        variant="default"
        loading={again.isPending}
        onClick={() => again.mutate({ agreementId: agreement.id, basedOn: agreement.version })}
      >
        Agree anew
      </Button>
    ) : (
      <Link to="/definitions">The definitions</Link>
    );
  return (
    <>
      <Notice tone="warn" action={action}>
        This was agreed on by other definitions (revision {definitions.agreed.settingsRevision},
        rules {definitions.agreed.definitionVersion}) than those that count now (revision{' '}
        {definitions.inForce.settingsRevision}, rules {definitions.inForce.definitionVersion}).
        Changed since: {definitions.changes.join('; ')}.
      </Notice>
      <Failure error={again.error} />
    </>
  );
}
