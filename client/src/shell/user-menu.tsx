import { describeGrants } from '@bellwether/shared/access/grant-words';
import { IconCalendarUser, IconLogout, IconSettings, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useMe } from '../lib/use-me.ts';
import { signOut } from './sign-out.ts';
import styles from './user-menu.module.css';

const ID = 'user-menu';

/** Who is signed in, their account, and the way out. */
export function UserMenu() {
  const menu = useRef<HTMLDivElement>(null);
  const me = useMe();
  if (me === undefined) {
    return null;
  }
  const role = describeGrants(me.grants);
  const fold = () => menu.current?.hidePopover();
  return (
    <>
      <button
        type="button"
        className={styles.button}
        popoverTarget={ID}
        aria-label={`${me.name}, ${role}: account and sign out`}
      >
        <IconUserCircle size={20} stroke={1.5} aria-hidden="true" />
        <span className={styles.words}>
          <span className={styles.name} dir="auto">
            {me.name}
          </span>
          <span className={styles.role}>{role}</span>
        </span>
      </button>
      <div ref={menu} id={ID} popover="auto" className={styles.menu}>
        <div className={styles.who}>
          <span className={styles.whoName} dir="auto">
            {me.name}
          </span>
          {me.kind === 'sample' ? null : <span>{me.email}</span>}
          <span>{role}</span>
        </div>
        <Link
          to="/people/$personId"
          params={{ personId: 'me' }}
          className={styles.item}
          onClick={fold}
        >
          <IconCalendarUser size={16} stroke={1.75} aria-hidden="true" />
          Your profile
        </Link>
        {me.kind === 'sample' ? null : (
          <Link to="/account" className={styles.item} onClick={fold}>
            <IconSettings size={16} stroke={1.75} aria-hidden="true" />
            Your account
          </Link>
        )}
        <button type="button" className={styles.item} onClick={() => void signOut()}>
          <IconLogout size={16} stroke={1.75} aria-hidden="true" />
          Sign out
        </button>
      </div>
    </>
  );
}
