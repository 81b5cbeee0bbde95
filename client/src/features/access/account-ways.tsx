import type { AccountMethods } from '@bellwether/shared/access/account.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { formatDate } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './account.module.css';
import { FormError } from './form-error.tsx';

/** The ways in that one has, and those that could be added. */
export function AccountWays() {
  const query = useQuery(trpc.access.methods.queryOptions());
  return (
    <Widget title="Ways to sign in">
      <QueryView query={query} what="The ways to sign in" height={96}>
        {(methods) => <Ways {...methods} />}
      </QueryView>
    </Widget>
  );
}

function Ways({ methods, linkable }: AccountMethods) {
  const unlink = useMutation(
    trpc.access.unlinkMethod.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.access.pathKey() }),
    }),
  );
  const link = useMutation(
    trpc.access.linkMethod.mutationOptions({
      onSuccess: ({ url }) => window.location.assign(url),
    }),
  );
  const failed = unlink.error ?? link.error;
  return (
    <div className={styles.stack}>
      <ul className={styles.list}>
        {methods.map(({ method, label, accountName, since, canRemove }) => (
          <li key={method} className={styles.item}>
            <span className={styles.itemWords}>
              <span>{accountName === null ? label : `${label}: ${accountName}`}</span>
              <span className={styles.hint}>Since {formatDate(since)}</span>
            </span>
            {canRemove ? (
              <Button
                size="xs"
                variant="default"
                aria-label={`Remove ${label}`}
                loading={unlink.isPending && unlink.variables.method === method}
                onClick={() => unlink.mutate({ method })}
              >
                Remove
              </Button>
            ) : (
              <span className={styles.hint}>The only way in</span>
            )}
          </li>
        ))}
      </ul>
      {linkable.length === 0 ? null : (
        <div className={styles.row}>
          {linkable.map(({ provider, label }) => (
            <Button
              key={provider}
              variant="default"
              loading={link.isPending && link.variables.provider === provider}
              onClick={() => link.mutate({ provider })}
            >
              Add {label}
            </Button>
          ))}
        </div>
      )}
      <FormError error={failed === null ? null : readAppError(failed)} fields={[]} />
    </div>
  );
}
