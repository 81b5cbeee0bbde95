import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, type MouseEvent, useEffect, useRef } from 'react';
import { useMe } from '../lib/use-me.ts';
import styles from './navigation.module.css';
import { hasPageBelow, maySee, type NavigationPage, pageGroups } from './pages.ts';

const SET_UP_ID = 'set-up-pages';

/** From this width on the navigation stands beside the page; the style sheet says the same. */
const BESIDE = '(min-width: 721px)';

/** Beside the page; on a phone below it, where all but the first unfold above a button. */
export function Navigation() {
  const list = useRef<HTMLUListElement>(null);
  const me = useMe();
  const groups = pageGroups.map(({ name, pages }) => ({
    ...{ name, pages: pages.filter(({ to }) => maySee(me, to)) },
  }));
  const folded = groups.filter(({ name, pages }) => name !== null && pages.length > 0);
  useEffect(() => {
    // Unfolded over the page it would lie across it once a phone is turned.
    const media = window.matchMedia(BESIDE);
    const close = () => list.current?.hidePopover();
    media.addEventListener('change', close);
    return () => media.removeEventListener('change', close);
  }, []);
  return (
    <div className={styles.nav}>
      <ul>
        {groups
          .filter(({ name }) => name === null)
          .map(({ pages }) => (
            <PageLinks key="questions" entries={pages} />
          ))}
      </ul>
      {folded.length === 0 ? null : (
        <>
          <button type="button" className={styles.unfold} popoverTarget={SET_UP_ID}>
            <IconDots size={18} stroke={1.75} aria-hidden="true" />
            More
          </button>
          <ul ref={list} id={SET_UP_ID} popover="auto" className={styles.setUp}>
            {folded.map(({ name, pages }) => (
              <Fragment key={name}>
                <li className={styles.heading} aria-hidden="true">
                  {name}
                </li>
                <PageLinks entries={pages} />
              </Fragment>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function PageLinks({ entries }: { entries: readonly NavigationPage[] }) {
  return entries.map(({ to, label, Icon }) => (
    <li key={to}>
      <Link
        to={to}
        className={styles.link}
        activeOptions={{ exact: hasPageBelow(to), includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
        onClick={fold}
      >
        <Icon size={18} stroke={1.75} aria-hidden="true" />
        {label}
      </Link>
    </li>
  ));
}

/** The list that unfolded over the page goes when a page was chosen from it. */
function fold({ currentTarget }: MouseEvent<HTMLElement>): void {
  currentTarget.closest<HTMLElement>(':popover-open')?.hidePopover();
}
