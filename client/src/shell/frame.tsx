import { IconSearch } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useMay } from '../lib/use-me.ts';
import { DerivationNotice } from './derivation-notice.tsx';
import { drawerMore } from './drawer-more.tsx';
import styles from './frame.module.css';
import { LinkNote } from './link-note.tsx';
import { Navigation } from './navigation.tsx';
import { SampleBanner } from './sample-banner.tsx';
import { SessionEnd } from './session-end.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { useAccessChanges } from './use-access-changes.ts';
import { useLiveData } from './use-live-data.ts';
import { UserMenu } from './user-menu.tsx';

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((m) => ({ default: m.CommandPalette })),
);
const PullRequestDrawer = lazy(() =>
  import('../features/pull-requests/pull-request-drawer.tsx').then((m) => ({
    default: m.PullRequestDrawer,
  })),
);

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** What stands around every page of those who are signed in: navigation left, the drawer and the command palette above. */
export function Frame({ children }: { children: ReactNode }) {
  useLiveData();
  useAccessChanges();
  const maySeePullRequests = useMay('pull-requests.read');
  const [isFinding, setFinding] = useFindKey();
  const { pr } = useSearch({ from: '__root__' });
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <nav className={styles.side} aria-label="Pages and tools">
        <div className={styles.sideInner}>
          <Link to="/" className={styles.brand}>
            <img src="/bellwether.svg" width={22} height={22} alt="" />
            Bellwether
          </Link>
          <Navigation />
          <div className={styles.tools}>
            <button type="button" className={styles.find} onClick={() => setFinding(true)}>
              <IconSearch size={16} aria-hidden="true" />
              Find
              <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
            </button>
            <ThemeSwitch />
            <UserMenu />
          </div>
        </div>
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <SampleBanner />
        <LinkNote />
        {children}
      </main>
      <DerivationNotice />
      <SessionEnd />
      <Suspense fallback={null}>
        {isFinding ? <CommandPalette onClose={() => setFinding(false)} /> : null}
        {pr === undefined || !maySeePullRequests ? null : (
          <PullRequestDrawer id={pr} more={drawerMore} />
        )}
      </Suspense>
    </div>
  );
}

function useFindKey(): [boolean, (isFinding: boolean) => void] {
  const [isFinding, setFinding] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setFinding(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return [isFinding, setFinding];
}
