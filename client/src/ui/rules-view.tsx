import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../lib/use-me.ts';
import styles from './rule-parts.module.css';
import { RuleScope } from './rule-scope.tsx';
import { EmptyState } from './states.tsx';

type RulesViewProps = {
  repositories: readonly { repositoryId: string; repository: string }[];
  /** Those with a rule of their own. */
  own: readonly { repositoryId: string }[];
  /** What the rules are about, for who has connected nothing yet: `issues`. */
  about: string;
  /** The rule of a repository (null: of all others) and what it would find. */
  children: (repositoryId: string | null) => ReactNode;
};

/** Rules of which a repository may have its own: chooses whose is looked at. */
export function RulesView({ repositories, own, about, children }: RulesViewProps) {
  const mayConnect = useMay('connections.write');
  const [repositoryId, setRepositoryId] = useState<string | null>(null);
  if (repositories.length === 0) {
    return (
      <EmptyState title="No repository is read yet" height={320}>
        <p>
          {mayConnect ? (
            <Link to="/welcome">Connect GitHub or take the sample team</Link>
          ) : (
            'An admin connects GitHub'
          )}
          ; then its {about} can be looked at here.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <RuleScope
        repositories={repositories}
        own={own}
        value={repositoryId}
        onChange={setRepositoryId}
      />
      {children(repositoryId)}
    </div>
  );
}
