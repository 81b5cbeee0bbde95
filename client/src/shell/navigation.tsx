import {
  IconAdjustments,
  IconAlertTriangle,
  IconChartDots,
  IconDatabaseImport,
  IconPlugConnected,
  IconRocket,
  IconRuler2,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type MouseEvent, useEffect, useRef } from 'react';
import styles from './navigation.module.css';

const questions = [
  { to: '/cycle-time', label: 'Cycle time', Icon: IconChartDots },
  { to: '/sync', label: 'Data', Icon: IconDatabaseImport },
] as const;

const setUp = [
  { to: '/connections', label: 'Connections', Icon: IconPlugConnected },
  { to: '/people', label: 'People', Icon: IconUsers },
  { to: '/deployments', label: 'Deployments', Icon: IconRocket },
  { to: '/incidents', label: 'Incidents', Icon: IconAlertTriangle },
  { to: '/definitions', label: 'Definitions', Icon: IconRuler2 },
] as const;

/** The pages of the navigation, in its order. */
export const pages = [...questions, ...setUp];

const SET_UP_ID = 'set-up-pages';

/** From this width on the navigation stands beside the page; the style sheet says the same. */
const BESIDE = '(min-width: 721px)';

/** Beside the page; on a phone below it, where the pages of the set-up unfold above a button. */
export function Navigation() {
  const list = useRef<HTMLUListElement>(null);
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
        <PageLinks entries={questions} />
      </ul>
      <p className={styles.heading}>Set-up</p>
      <button type="button" className={styles.unfold} popoverTarget={SET_UP_ID}>
        <IconAdjustments size={18} stroke={1.75} aria-hidden="true" />
        Set-up
      </button>
      <ul ref={list} id={SET_UP_ID} popover="auto" className={styles.setUp}>
        <PageLinks entries={setUp} />
      </ul>
    </div>
  );
}

function PageLinks({ entries }: { entries: typeof questions | typeof setUp }) {
  return entries.map(({ to, label, Icon }) => (
    <li key={to}>
      <Link to={to} className={styles.link} activeProps={{ 'aria-current': 'page' }} onClick={fold}>
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
