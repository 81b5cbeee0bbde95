import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './account.module.css';
import { BackupCodes } from './backup-codes.tsx';
import { SecondFactorDisable, SecondFactorRenewal } from './second-factor-change.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';

type Doing = 'nothing' | 'set-up' | 'renewal' | 'disable';

/** A code from an app beside the password. */
export function AccountSecondFactor() {
  const query = useQuery(trpc.access.secondFactor.status.queryOptions());
  const [doing, setDoing] = useState<Doing>('nothing');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  async function finish(made: readonly string[] | null) {
    setCodes(made);
    setDoing('nothing');
    await queryClient.invalidateQueries({ queryKey: trpc.access.secondFactor.status.queryKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.access.me.queryKey() });
  }
  const leave = () => setDoing('nothing');
  return (
    <Widget
      title="Second factor"
      subtitle="After the password an app on your phone is asked, so that a stolen password is not enough."
    >
      <QueryView query={query} what="The second factor" height={40}>
        {({ isOn, backupCodesLeft, hasPassword }) => (
          <div className={styles.stack}>
            {codes === null ? null : <BackupCodes codes={codes} onKept={() => setCodes(null)} />}
            {doing === 'set-up' ? <SecondFactorSetUp onDone={finish} onLeave={leave} /> : null}
            {doing === 'renewal' ? <SecondFactorRenewal onDone={finish} onLeave={leave} /> : null}
            {doing === 'disable' ? (
              <SecondFactorDisable onDone={() => finish(null)} onLeave={leave} />
            ) : null}
            {doing === 'nothing' ? (
              <Status {...{ isOn, backupCodesLeft, hasPassword }} onDo={setDoing} />
            ) : null}
          </div>
        )}
      </QueryView>
    </Widget>
  );
}

type StatusProps = {
  isOn: boolean;
  backupCodesLeft: number | null;
  hasPassword: boolean;
  onDo: (doing: Doing) => void;
};

function Status({ isOn, backupCodesLeft, hasPassword, onDo }: StatusProps) {
  if (!hasPassword) {
    return <p className={styles.hint}>You sign in without a password: there is nothing to add.</p>;
  }
  if (!isOn) {
    return (
      <div className={styles.row}>
        <Button variant="default" onClick={() => onDo('set-up')}>
          Set it up
        </Button>
        <span className={styles.hint}>It is off.</span>
      </div>
    );
  }
  return (
    <>
      <p className={styles.hint}>
        It is on.
        {backupCodesLeft === null
          ? ''
          : ` ${backupCodesLeft} backup ${backupCodesLeft === 1 ? 'code is' : 'codes are'} left.`}
      </p>
      <div className={styles.row}>
        <Button variant="default" onClick={() => onDo('renewal')}>
          Make new backup codes
        </Button>
        <Button variant="default" onClick={() => onDo('disable')}>
          Switch it off
        </Button>
      </div>
    </>
  );
}
