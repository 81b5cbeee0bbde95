import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../lib/use-me.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { AccountPassword } from './account-password.tsx';
import { AccountSecondFactor } from './account-second-factor.tsx';
import { AccountSessions } from './account-sessions.tsx';
import { AccountWays } from './account-ways.tsx';
import { AccountWho } from './account-who.tsx';
import { refusalWords } from './refusal-words.prepare.ts';

/** How do I sign in, and what may I do? */
export function AccountPage() {
  const me = useMe();
  const refusal = refusalWords(useSearch({ from: '/account' }).refused);
  if (me === undefined) {
    return null;
  }
  return (
    <Page title="How do I sign in, and what may I do?" isNarrow>
      {refusal === null ? null : <Notice tone="bad">{refusal}</Notice>}
      <AccountWho me={me} />
      {me.kind === 'sample' ? (
        <Notice tone="info">
          This is somebody of the sample team: there is nothing to sign in with.
        </Notice>
      ) : (
        <>
          <AccountPassword me={me} />
          <AccountSecondFactor />
          <AccountWays />
          <AccountSessions />
        </>
      )}
    </Page>
  );
}
