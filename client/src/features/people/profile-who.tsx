import type { Profile } from '@bellwether/shared/people/profile.schema';
import { formatCountOf } from '../../format/number.ts';
import { Widget } from '../../ui/widget.tsx';
import styles from './profile.module.css';

/** Accounts and teams, and everybody who may read this page. */
export function ProfileWho({ profile }: { profile: Profile }) {
  const { accounts, teams, seenBy, isOwn } = profile;
  return (
    <Widget title={isOwn ? 'Who are you here?' : 'Who is this?'}>
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>Accounts</dt>
          <dd>{accounts.map(({ login }) => login).join(', ') || 'None that is read here'}</dd>
        </div>
        <div className={styles.fact}>
          <dt>Teams</dt>
          <dd dir="auto">{teams.map(({ name }) => name).join(', ') || 'On no team'}</dd>
        </div>
        <div className={styles.fact}>
          <dt>Who sees this page</dt>
          <dd>
            <details className={styles.seers}>
              <summary>{formatCountOf(seenBy.length, 'person', 'people')}</summary>
              <ul>
                {seenBy.map(({ name, why }) => (
                  <li key={`${name} ${why}`} dir="auto">
                    {name}{' '}
                    <span className={styles.hint}>
                      {isOwn && why === 'this is them' ? 'you' : why}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          </dd>
        </div>
      </dl>
    </Widget>
  );
}
