import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { queryClient } from '../lib/query-client.ts';
import { meOptions } from '../lib/use-me.ts';
import { Page } from '../ui/page.tsx';
import { signOut } from './sign-out.ts';

/** Somebody is signed in and may see nothing yet. */
export function NoRolePage() {
  const router = useRouter();
  async function lookAgain() {
    await queryClient.resetQueries({ queryKey: meOptions.queryKey });
    await router.invalidate();
  }
  return (
    <main id="main">
      <Page
        title="You have no role yet"
        lead="You are signed in, and nothing is open to you so far. An admin of Bellwether gives roles, on the page Access."
        isNarrow
      >
        <div style={{ display: 'flex', gap: 8 }}>
          <Button onClick={() => void lookAgain()}>Look again</Button>
          <Button variant="default" onClick={() => void signOut()}>
            Sign out
          </Button>
        </div>
      </Page>
    </main>
  );
}
