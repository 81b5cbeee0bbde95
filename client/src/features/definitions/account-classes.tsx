import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import {
  type AssignableClass,
  assignableClasses,
} from '@bellwether/shared/pull-requests/author-class.rules';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Changeable } from '../../ui/changeable.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { AccountRows } from './account-rows.tsx';
import { ClassEntries } from './class-entries.tsx';
import styles from './definitions.module.css';
import { classNames } from './definitions.prepare.ts';

type AccountClassesProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

const HEIGHT = 360;

/** Who is a person, and why: every account that was found, and the list that decides. */
export function AccountClasses({ settings, onChange }: AccountClassesProps) {
  const may = useMay('definitions.write');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<AssignableClass | 'all'>('all');
  const wanted = useDeferredValue(search);
  const query = useQuery(
    trpc.definitions.accounts.queryOptions(
      { search: wanted, authorClass: chosen === 'all' ? null : chosen },
      { placeholderData: keepPreviousData },
    ),
  );
  const count = (authorClass: AssignableClass) => formatCount(query.data?.counts[authorClass] ?? 0);
  return (
    <Widget
      title="Who counts as a person?"
      subtitle="Times, reviews and loads are those of people. Bots, AI reviewers and service accounts are left out and counted apart."
    >
      <div className={styles.tools}>
        <TextInput
          className={styles.search}
          aria-label="Find an account"
          placeholder="Find an account"
          leftSection={<IconSearch size={15} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <OneChoice
          name="Class"
          value={chosen}
          width={240}
          options={[
            { value: 'all', label: 'Every class' },
            ...assignableClasses.map((value) => ({
              value,
              label: classNames[value],
              hint: count(value),
            })),
          ]}
          onChange={setChosen}
        />
      </div>
      <QueryView query={query} what="The accounts" height={HEIGHT}>
        {({ accounts, total }) =>
          accounts.length === 0 ? (
            <EmptyState
              height={160}
              title={wanted === '' ? 'No account is known yet' : 'No account fits'}
            >
              <p>
                {wanted === ''
                  ? 'They come with the first pull requests.'
                  : 'Try a part of the name, or another class.'}
              </p>
            </EmptyState>
          ) : (
            <>
              <Changeable may={may}>
                <AccountRows accounts={accounts} settings={settings} onChange={onChange} />
              </Changeable>
              {total > accounts.length ? (
                <p className={styles.hint}>
                  The busiest {formatCount(accounts.length)} of {formatCountOf(total, 'account')}:
                  search to find the others.
                </p>
              ) : null}
            </>
          )
        }
      </QueryView>
      <Changeable may={may}>
        <ClassEntries settings={settings} onChange={onChange} />
      </Changeable>
    </Widget>
  );
}
