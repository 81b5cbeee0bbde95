import type { PeopleOverview } from '@bellwether/shared/people/people.schema';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { ChangeList } from './change-list.tsx';
import { MergeBar } from './merge-bar.tsx';
import styles from './people.module.css';
import { describeMapping, findEmails, findPeople } from './people.prepare.ts';
import { PersonRow } from './person-row.tsx';
import { UnmappedList } from './unmapped-list.tsx';

const SHOWN_AT_ONCE = 100;

export function PeopleTab() {
  const query = useQuery(trpc.people.list.queryOptions());
  return (
    <QueryView query={query} what="The people" height={480}>
      {(overview) =>
        overview.people.length === 0 ? (
          <EmptyState
            title="Nobody is known yet"
            height={240}
            action={<ButtonLink to="/sync">See how far reading is</ButtonLink>}
          >
            <p>People appear when pull requests are read.</p>
          </EmptyState>
        ) : (
          <Everybody overview={overview} />
        )
      }
    </QueryView>
  );
}

function Everybody({ overview }: { overview: PeopleOverview }) {
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [remarks, setRemarks] = useState<readonly string[]>([]);
  const mayWrite = useMay('people.write');
  const toggle = (key: string) =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  const done = (said: readonly string[]) => {
    setChosen([]);
    setRemarks(said);
  };
  const found = findPeople(overview.people, typed);
  const emails = findEmails(overview.unmapped, typed);
  return (
    <div className={styles.stack}>
      <TextInput
        type="search"
        aria-label="Find people"
        placeholder="Name, login, address or team"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        className={styles.search}
      />
      <MergeBar overview={overview} chosen={chosen} onDone={done} />
      {remarks.map((remark) => (
        <Notice key={remark} tone="info">
          {remark}
        </Notice>
      ))}
      <Widget
        title={formatCountOf(found.length, 'person', 'people')}
        subtitle={
          mayWrite
            ? 'By name. Choose two or more, or a person and addresses, to make them one.'
            : 'By name: those of your teams.'
        }
      >
        {found.length === 0 ? (
          <p className={styles.hint}>Nobody of that name.</p>
        ) : (
          <ul className={styles.list} aria-label="People">
            {found.slice(0, limit).map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                isChosen={chosen.includes(person.id)}
                onToggle={() => toggle(person.id)}
              />
            ))}
          </ul>
        )}
        {found.length > limit ? (
          <Button variant="default" size="xs" onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
            Show more
          </Button>
        ) : null}
      </Widget>
      {mayWrite ? (
        <Widget title="Addresses that belong to nobody" subtitle={describeMapping(overview)}>
          <UnmappedList emails={emails} chosen={chosen} onToggle={toggle} />
        </Widget>
      ) : null}
      {overview.otherAccounts.length === 0 ? null : (
        <p className={styles.hint}>
          {formatCountOf(overview.otherAccounts.length, 'account')} of bots and services{' '}
          {overview.otherAccounts.length === 1 ? 'counts' : 'count'} as no person:{' '}
          {overview.otherAccounts
            .slice(0, 12)
            .map(({ login }) => login)
            .join(', ')}
          {overview.otherAccounts.length > 12 ? '…' : '.'}
        </p>
      )}
      <ChangeList />
    </div>
  );
}
