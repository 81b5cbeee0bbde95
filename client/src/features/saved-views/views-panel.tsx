import type { SavedView, ViewSearch } from '@bellwether/shared/saved-views/saved-views.schema';
import { mayBeShared } from '@bellwether/shared/saved-views/view-scope.rules';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash, IconUsers } from '@tabler/icons-react';
import { type UseQueryResult, useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import pickerStyles from '../../ui/picker.module.css';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './saved-views.module.css';
import { groupViews, isViewPage, pageNames } from './views.prepare.ts';

type ViewsPanelProps = {
  query: UseQueryResult<SavedView[], unknown>;
  page: string;
  search: ViewSearch;
  shown: SavedView | undefined;
  onDone: () => void;
};

const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.savedViews.pathKey() });

/** Open a view, keep this one, share it, remove one. */
export function ViewsPanel({ query, page, search, shown, onDone }: ViewsPanelProps) {
  return (
    <QueryView query={query} what="The views" height={120}>
      {(views) => {
        const { here, elsewhere } = groupViews(views, page);
        return (
          <>
            {views.length === 0 ? (
              <p className={pickerStyles.none}>
                None yet. Choose a period, a team, a metric; then keep it here under a name.
              </p>
            ) : null}
            <ViewList views={here} shown={shown} onDone={onDone} />
            {elsewhere.length === 0 ? null : (
              <>
                <p className={styles.heading}>On other pages</p>
                <ViewList views={elsewhere} shown={shown} onDone={onDone} />
              </>
            )}
            {isViewPage(page) ? (
              <div className={pickerStyles.foot}>
                {shown?.isOwn === true ? (
                  <OwnView view={shown} />
                ) : (
                  <KeepView page={page} search={search} />
                )}
              </div>
            ) : null}
          </>
        );
      }}
    </QueryView>
  );
}

type ViewListProps = Pick<ViewsPanelProps, 'shown' | 'onDone'> & { views: readonly SavedView[] };

function ViewList({ views, shown, onDone }: ViewListProps) {
  const navigate = useNavigate();
  const remove = useMutation(trpc.savedViews.remove.mutationOptions({ onSuccess: refresh }));
  const open = ({ page, search }: SavedView) => {
    void navigate({ to: page, search: search as object });
    onDone();
  };
  return (
    <>
      <ul className={styles.list}>
        {views.map((view) => (
          <li key={view.id} className={styles.row}>
            <button
              type="button"
              className={
                view.id === shown?.id
                  ? `${pickerStyles.option} ${pickerStyles.isCurrent}`
                  : pickerStyles.option
              }
              aria-current={view.id === shown?.id}
              onClick={() => open(view)}
            >
              <span dir="auto">{view.name}</span>
              <span className={styles.note}>{pageNames[view.page]}</span>
              {view.isShared ? (
                <IconUsers
                  size={14}
                  aria-label={view.isOwn ? 'shared by you' : 'shared with you'}
                />
              ) : null}
            </button>
            {view.isOwn ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${view.name}`}
                title={`Remove ${view.name}`}
                loading={remove.isPending && remove.variables?.id === view.id}
                onClick={() => remove.mutate({ id: view.id })}
              >
                <IconTrash size={15} aria-hidden="true" />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      {remove.isError ? <Failure error={remove.error} /> : null}
    </>
  );
}

function KeepView({ page, search }: Pick<SavedView, 'page' | 'search'>) {
  const [name, setName] = useState('');
  const save = useMutation(
    trpc.savedViews.save.mutationOptions({
      onSuccess: async () => {
        setName('');
        await refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name, page, search, isShared: false });
  };
  return (
    <form onSubmit={submit} className={styles.keep}>
      <TextInput
        size="xs"
        label="Keep what is shown under a name"
        placeholder="My team this quarter"
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        error={save.isError ? sayError(save.error) : null}
      />
      <Button type="submit" size="xs" loading={save.isPending} disabled={name.trim() === ''}>
        Keep
      </Button>
    </form>
  );
}

function OwnView({ view }: { view: SavedView }) {
  const change = useMutation(trpc.savedViews.change.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <label className={pickerStyles.option}>
        <input
          type="checkbox"
          checked={view.isShared}
          disabled={change.isPending || !(view.isShared || mayBeShared(view.search))}
          onChange={(event) =>
            change.mutate({
              ...{ id: view.id, basedOn: view.version },
              isShared: event.currentTarget.checked,
            })
          }
        />
        Show it to everybody here
      </label>
      <p className={styles.hint}>
        {mayBeShared(view.search)
          ? 'Each sees in it what they may see.'
          : 'It names single people, so it stays yours.'}
      </p>
      {change.isError ? <Failure error={change.error} /> : null}
    </>
  );
}

function Failure({ error }: { error: unknown }) {
  return (
    <p className={styles.failure} role="alert">
      {sayError(error)}
    </p>
  );
}

function sayError(error: unknown): string {
  const { message, remedy } = readAppError(error);
  return remedy === null ? message : `${message} ${remedy}`;
}
