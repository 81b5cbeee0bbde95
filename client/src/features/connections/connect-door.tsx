import { useState } from 'react';
import { Segmented } from '../../ui/segmented.tsx';
import { ConnectAppForm } from './connect-app-form.tsx';
import { ConnectForm } from './connect-form.tsx';
import styles from './connections.module.css';

type Way = 'token' | 'app';

const ways: readonly { value: Way; label: string }[] = [
  { value: 'token', label: 'With a token' },
  { value: 'app', label: 'With a GitHub App' },
];

type ConnectDoorProps = {
  onConnected: (connectionId: string) => void;
  onAppConnected: () => void;
};

/** With what to connect: a token of one's own, or an App of the organisation. */
export function ConnectDoor({ onConnected, onAppConnected }: ConnectDoorProps) {
  const [way, setWay] = useState<Way>('token');
  return (
    <>
      <div className={styles.row}>
        <Segmented name="Connect with" value={way} options={ways} onChange={setWay} />
      </div>
      {way === 'token' ? (
        <ConnectForm onConnected={onConnected} />
      ) : (
        <ConnectAppForm onConnected={onAppConnected} />
      )}
    </>
  );
}
