import { Button } from '@mantine/core';
import { useState } from 'react';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';
import styles from './tokens.module.css';
import type { TokenRow } from './tokens.prepare.ts';

/** Tokens with what they may do, how they are used, and the way to end them. */
export function TokenRows({ rows, caption }: { rows: readonly TokenRow[]; caption: string }) {
  const [revoking, setRevoking] = useState<TokenRow | null>(null);
  const hasOwners = rows.some(({ owner }) => owner !== null);
  const hasActions = rows.some(({ works }) => works);
  return (
    <>
      <table className={styles.table} aria-label={caption}>
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col">May</th>
            {hasOwners ? <th scope="col">Whose</th> : null}
            <th scope="col">Last used</th>
            <th scope="col">Ends</th>
            {hasActions ? (
              <th scope="col">
                <span className={styles.unseen}>What can be done</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.works ? undefined : styles.off}>
              <th scope="row">
                <span className={styles.name}>{row.name}</span>
                <span className={styles.hint}>
                  <code>{row.start}</code> · {row.made}
                </span>
              </th>
              <td data-label="May">
                <Scopes scopes={row.scopes} />
              </td>
              {hasOwners ? <td data-label="Whose">{row.owner}</td> : null}
              <td data-label="Last used">{row.used}</td>
              <td data-label="Ends" className={row.endsSoon ? styles.soon : undefined}>
                {row.endsSoon ? `soon: ${row.ends}` : row.ends}
              </td>
              {hasActions ? (
                <td className={styles.end}>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Revoke ${row.name}`}
                    onClick={() => setRevoking(row)}
                  >
                    Revoke
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {revoking === null ? null : (
        <RevokeTokenDialog row={revoking} onClose={() => setRevoking(null)} />
      )}
    </>
  );
}

function Scopes({ scopes }: Pick<TokenRow, 'scopes'>) {
  return (
    <ul className={styles.scopes}>
      {scopes.map(({ label, isLost }) => (
        <li key={label} className={isLost ? styles.lost : undefined}>
          {label}
          {isLost ? ' (not now: the owner’s roles do not include it)' : ''}
        </li>
      ))}
    </ul>
  );
}
