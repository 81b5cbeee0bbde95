import type { MergeSuggestionView } from '@bellwether/shared/people/people.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { confidenceWords, describePair } from './people.prepare.ts';
import { refreshPeople } from './use-people.ts';

export function SuggestionsTab() {
  const query = useQuery(trpc.people.suggestions.queryOptions());
  return (
    <QueryView query={query} what="The suggestions" height={320}>
      {(suggestions) =>
        suggestions.length === 0 ? (
          <EmptyState title="No two look like one person" height={240}>
            <p>
              Accounts and addresses are compared after each reading. What was dismissed stands
              under People, where it can be taken back.
            </p>
          </EmptyState>
        ) : (
          <ul className={styles.stack} aria-label="Suggestions">
            {suggestions.map((suggestion) => (
              <Suggestion key={suggestion.pairs.join()} suggestion={suggestion} />
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}

function Suggestion({ suggestion }: { suggestion: MergeSuggestionView }) {
  const merge = useMutation(trpc.people.merge.mutationOptions({ onSuccess: refreshPeople }));
  const dismiss = useMutation(trpc.people.dismiss.mutationOptions({ onSuccess: refreshPeople }));
  const pair = describePair(suggestion);
  const [into, ...others] = suggestion.people.map(({ id }) => id);
  const emails = suggestion.emails.map(({ email }) => email);
  return (
    <li className={styles.panel}>
      <div className={styles.words}>
        <p className={styles.name} dir="auto">
          {pair}
        </p>
        <p className={styles.hint}>{confidenceWords[suggestion.confidence]} one person</p>
        <ul className={styles.evidence}>
          {suggestion.evidence.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Failure errors={[merge.error, dismiss.error]} />
      </div>
      <div className={styles.actions}>
        <Button
          size="xs"
          loading={merge.isPending}
          aria-label={`One person: ${pair}`}
          onClick={() =>
            into === undefined
              ? undefined
              : merge.mutate({ intoPersonId: into, personIds: others, emails })
          }
        >
          One person
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={dismiss.isPending}
          aria-label={`Different: ${pair}`}
          onClick={() => dismiss.mutate({ pairs: suggestion.pairs, words: pair.slice(0, 300) })}
        >
          Different
        </Button>
      </div>
    </li>
  );
}
