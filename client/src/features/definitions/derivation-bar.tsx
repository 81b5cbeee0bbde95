import type { Derivation } from '@bellwether/shared/definitions/definitions-answers.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import styles from './definitions.module.css';
import { derivationWords, derivedShare } from './definitions.prepare.ts';

/** How far the new numbers are, and the way to give them up. */
export function DerivationBar({ derivation }: { derivation: Derivation }) {
  const may = useMay('definitions.write');
  const cancel = useMutation(
    trpc.definitions.cancel.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.definitions.pathKey() }),
    }),
  );
  const share = derivedShare(derivation);
  const words = derivationWords(derivation);
  return (
    <section className={styles.derivation} aria-label="New numbers">
      <div className={styles.row}>
        <p className={styles.strong}>Numbers are being worked out anew</p>
        {may ? (
          <Button
            className={styles.end}
            size="xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ revision: derivation.revision })}
          >
            Give up the change
          </Button>
        ) : null}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Pull requests worked out"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={words}
      >
        <div className={styles.fill} style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p className={styles.hint}>
        {words}. Charts show the old numbers until then
        {derivation.changes.length === 0 ? '.' : `. New: ${derivation.changes.join('; ')}.`}
      </p>
      {cancel.isError ? (
        <p className={styles.error} role="alert">
          {readAppError(cancel.error).message}
        </p>
      ) : null}
    </section>
  );
}
