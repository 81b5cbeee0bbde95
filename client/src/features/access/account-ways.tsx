import type { AccountMethods } from '@bellwether/shared/access/account.schema';
import type { SignInProvider } from '@bellwether/shared/access/sign-in.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './account.module.css';
import { FormError } from './form-error.tsx';
import { PasswordAgain } from './password-again.tsx';

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

type Wish =
  | { kind: 'add'; provider: SignInProvider; label: string }
  | { kind: 'remove'; method: AccountMethods['methods'][number]['method']; label: string };

function Ways({ methods, linkable }: AccountMethods) {
  const hasPassword = methods.some(({ method }) => method === 'password');
  const [wish, setWish] = useState<Wish | null>(null);
  const unlink = useMutation(
    trpc.access.unlinkMethod.mutationOptions({
      onSuccess: () => {
        setWish(null);
        return queryClient.invalidateQueries({ queryKey: trpc.access.pathKey() });
      },
    }),
  );
  const link = useMutation(
    trpc.access.linkMethod.mutationOptions({
      onSuccess: ({ url }) => window.location.assign(url),
    }),
  );
  const failed = unlink.error ?? link.error;
  const fulfil = (wanted: Wish, password?: string) => {
    if (wanted.kind === 'add') {
      link.mutate({ provider: wanted.provider, password });
    } else {
      unlink.mutate({ method: wanted.method, password });
    }
  };
  // Whoever finds the browser open must neither add a way in nor take one away.
  const ask = (wanted: Wish) => {
    link.reset();
    unlink.reset();
    if (hasPassword) {
      setWish(wanted);
    } else {
      fulfil(wanted);
    }
  };
  const error = failed === null ? null : readAppError(failed);
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
                onClick={() => ask({ kind: 'remove', method, label })}
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
              onClick={() => ask({ kind: 'add', provider, label })}
            >
              Add {label}
            </Button>
          ))}
        </div>
      )}
      {wish === null ? (
        <FormError error={error} fields={[]} />
      ) : (
        <PasswordAgain
          key={wish.label}
          action={wish.kind === 'add' ? `Add ${wish.label}` : `Remove ${wish.label}`}
          isPending={link.isPending || unlink.isPending}
          error={error}
          onConfirm={(password) => fulfil(wish, password)}
          onLeave={() => setWish(null)}
        />
      )}
    </div>
  );
}
