import type { TokenList } from '@bellwether/shared/access/tokens.schema';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useNow } from '../../lib/use-now.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { MakeTokenDialog } from './make-token-dialog.tsx';
import { TokenRows } from './token-rows.tsx';
import styles from './tokens.module.css';
import { prepareTokens } from './tokens.prepare.ts';

const MINUTE_MS = 60_000;

/** Which programs have a key? */
export function TokensPage() {
  const query = useQuery(trpc.tokens.list.queryOptions());
  return (
    <Page
      title="Which programs have a key?"
      lead="A token lets a program read or send what its scopes name, and never more than you may yourself."
    >
      <QueryView query={query} what="The tokens" height={320}>
        {(list) => <Tokens list={list} />}
      </QueryView>
    </Page>
  );
}

function Tokens({ list }: { list: TokenList }) {
  const [isMaking, setMaking] = useState(false);
  const now = new Date(useNow(MINUTE_MS)).toISOString();
  const { working, ended } = prepareTokens(list, now);
  const mayMake = list.grantable.length > 0;
  const make = mayMake ? (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setMaking(true)}>
      Make a token
    </Button>
  ) : null;
  return (
    <div className={styles.stack}>
      {mayMake ? null : (
        <Notice tone="info">
          Nobody of the sample team has a token: sign in as yourself to make one.
        </Notice>
      )}
      {list.hasBootstrapToken === true ? <Bootstrap /> : null}
      <Widget
        title={list.isEverybodys ? 'Everybody’s tokens' : 'Your tokens'}
        actions={working.length === 0 ? undefined : make}
      >
        {working.length === 0 ? (
          <EmptyState title="No program has a key" height={200} action={make}>
            <p>A dashboard, a build or a script asks Bellwether with a token of its own.</p>
          </EmptyState>
        ) : (
          <TokenRows rows={working} caption="Tokens that work" />
        )}
      </Widget>
      {ended.length === 0 ? null : (
        <Widget title="Revoked or expired">
          <TokenRows rows={ended} caption="Tokens that were revoked or have expired" />
        </Widget>
      )}
      {isMaking ? (
        <MakeTokenDialog grantable={list.grantable} onClose={() => setMaking(false)} />
      ) : null}
    </div>
  );
}

function Bootstrap() {
  return (
    <Notice tone="info">
      The environment sets one token more, <code>BELLWETHER_BOOTSTRAP_TOKEN</code>: it may do all
      that an admin may. To be rid of it, change the variable and start again.
    </Notice>
  );
}
