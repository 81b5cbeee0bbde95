import type { SignInSettingName } from '@bellwether/shared/access/sign-in-settings.schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { GithubSetting } from './github-setting.tsx';
import { OidcSetting } from './oidc-setting.tsx';
import styles from './sign-in-settings.module.css';
import { SmtpSetting } from './smtp-setting.tsx';
import { LastSaved } from './use-sign-in-setting.ts';

/** How do people sign in? */
export function SignInSettingsPage() {
  const query = useQuery(trpc.signInSettings.list.queryOptions());
  const [name, setName] = useState<SignInSettingName | null>(null);
  const lastSaved = useMemo(() => ({ name, setName }), [name]);
  return (
    <Page
      title="How do people sign in?"
      lead="With a password in any case; here is what can be added. Secrets are kept encrypted and never shown again."
      isNarrow
    >
      <QueryView query={query} what="The ways to sign in" height={480}>
        {({ github, oidc, smtp }) => (
          <LastSaved.Provider value={lastSaved}>
            <div className={styles.stack}>
              <GithubSetting key={`github ${github.changedAt}`} stored={github} />
              <OidcSetting key={`oidc ${oidc.changedAt}`} stored={oidc} />
              <SmtpSetting key={`smtp ${smtp.changedAt}`} stored={smtp} />
            </div>
          </LastSaved.Provider>
        )}
      </QueryView>
    </Page>
  );
}
