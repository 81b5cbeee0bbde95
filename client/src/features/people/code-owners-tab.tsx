import type { CodeOwnersFile } from '@bellwether/shared/people/code-owners.schema';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';

export function CodeOwnersTab() {
  const query = useQuery(trpc.people.codeOwners.queryOptions());
  return (
    <QueryView query={query} what="The code owners" height={480}>
      {(files) =>
        files.length === 0 ? (
          <EmptyState title="No repository is read yet" height={240}>
            <p>CODEOWNERS files come with the first reading of a repository.</p>
          </EmptyState>
        ) : (
          <CodeOwners files={files} />
        )
      }
    </QueryView>
  );
}

function CodeOwners({ files }: { files: readonly CodeOwnersFile[] }) {
  const [wanted, setWanted] = useState('');
  const [typed, setTyped] = useState('');
  const path = useDeferredValue(typed.trim());
  const first = files.find((one) => one.path !== null) ?? files[0];
  const file = files.find(({ repositoryId }) => repositoryId === wanted) ?? first;
  const repositoryId = file?.repositoryId ?? '';
  const answer = useQuery(
    trpc.people.ownersOf.queryOptions(
      { repositoryId, path },
      { enabled: path !== '', placeholderData: (before) => before },
    ),
  );
  if (file === undefined) {
    return null;
  }
  const owners = path === '' ? undefined : answer.data;
  return (
    <div className={styles.stack}>
      <div className={styles.form}>
        <TextInput
          label="Who owns this path?"
          placeholder="src/main.ts"
          value={typed}
          maxLength={1_000}
          spellCheck={false}
          className={styles.search}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <OneChoice
          name="Repository"
          value={file.repositoryId}
          options={files.map((one) => ({ value: one.repositoryId, label: one.repository }))}
          onChange={setWanted}
        />
      </div>
      <div role="status" className={styles.answer}>
        {owners === undefined ? null : (
          <>
            <p className={styles.name}>
              {owners.owners.length === 0 ? 'Nobody' : owners.owners.join(', ')}
            </p>
            <p className={styles.hint}>{owners.words}</p>
          </>
        )}
      </div>
      <Failure errors={[answer.error]} />
      <CodeOwnersText file={file} line={owners?.line ?? null} />
    </div>
  );
}

function CodeOwnersText({ file, line }: { file: CodeOwnersFile; line: number | null }) {
  if (file.path === null) {
    return (
      <EmptyState title={`${file.repository} has no CODEOWNERS file`} height={160}>
        <p>
          GitHub looks for .github/CODEOWNERS, CODEOWNERS and docs/CODEOWNERS on the default branch.
          A token that may not read contents sees none.
        </p>
      </EmptyState>
    );
  }
  const skipped = file.lines.filter(({ problem }) => problem !== null).length;
  return (
    <Widget
      title={`${file.repository}, ${file.path}`}
      subtitle={`The last line that matches counts.${skipped === 0 ? '' : ` GitHub skips ${skipped} of ${file.lines.length} lines.`}`}
    >
      <ol className={styles.list} aria-label="Lines of the file">
        {file.lines.map((one) => (
          <li
            key={one.line}
            className={one.line === line ? `${styles.line} ${styles.isMatch}` : styles.line}
            aria-current={one.line === line ? 'true' : undefined}
          >
            <span className={styles.number}>{one.line}</span>
            <code className={one.problem === null ? styles.pattern : styles.undone}>
              {one.pattern}
            </code>
            <span className={styles.owners}>
              {one.owners.length === 0 && one.problem === null ? 'nobody' : one.owners.join(' ')}
              {one.problem === null ? null : <span className={styles.problem}>{one.problem}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Widget>
  );
}
