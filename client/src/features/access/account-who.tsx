import type { Me } from '@bellwether/shared/access/access.schema';
import { describeGrant, roleSentences } from '@bellwether/shared/access/grant-words';
import { Widget } from '../../ui/widget.tsx';
import styles from './account.module.css';

/** Who one is here, and what the roles are for. */
export function AccountWho({ me }: { me: Me }) {
  return (
    <Widget title="You">
      <dl className={styles.facts}>
        <dt>Name</dt>
        <dd dir="auto">{me.name}</dd>
        <dt>E-mail</dt>
        <dd>{me.email}</dd>
        <dt>{me.grants.length === 1 ? 'Role' : 'Roles'}</dt>
        <dd className={styles.stack}>
          {me.grants.map((grant) => (
            <div key={`${grant.role} ${grant.teamId ?? ''}`}>
              {describeGrant(grant)}
              <p className={styles.hint}>{roleSentences[grant.role]}</p>
            </div>
          ))}
        </dd>
      </dl>
    </Widget>
  );
}
