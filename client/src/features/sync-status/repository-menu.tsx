import { ActionIcon, Menu } from '@mantine/core';
import '@mantine/core/styles/Menu.layer.css';
import {
  IconBrandGithub,
  IconDots,
  IconListCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { leadsSomewhere } from '../../lib/leads-somewhere.ts';
import { useMay } from '../../lib/use-me.ts';
import type { RepositoryRow } from './sync-status.prepare.ts';
import type { RepositoryActions } from './use-repository-actions.ts';

type RepositoryMenuProps = {
  row: RepositoryRow;
  actions: RepositoryActions;
  onRemove: () => void;
};

/** Everything that can be done with one repository. */
export function RepositoryMenu({ row, actions, onRemove }: RepositoryMenuProps) {
  const mayRead = useMay('sync-status.write');
  const mayRemove = useMay('connections.write');
  const isOnGithub = leadsSomewhere(row.url);
  if (!mayRead && !mayRemove && !isOnGithub) {
    return null;
  }
  return (
    <Menu
      position="bottom-end"
      width={288}
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 80 }}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${row.name}`}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayRead ? <Reading row={row} actions={actions} /> : null}
        {isOnGithub ? (
          <Menu.Item
            component="a"
            href={row.url}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconBrandGithub size={16} aria-hidden="true" />}
          >
            Open on GitHub
          </Menu.Item>
        ) : null}
        {mayRemove ? (
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden="true" />} onClick={onRemove}>
            Remove…
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is done about reading. */
function Reading({ row: { id, isPaused }, actions }: Omit<RepositoryMenuProps, 'onRemove'>) {
  return isPaused ? (
    <Menu.Item
      leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
      onClick={() => actions.resume(id)}
    >
      Resume reading
    </Menu.Item>
  ) : (
    <>
      <Menu.Item
        leftSection={<IconRefresh size={16} aria-hidden="true" />}
        onClick={() => actions.run(id)}
      >
        Read what is new now
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPlayerPause size={16} aria-hidden="true" />}
        onClick={() => actions.pause(id)}
      >
        Pause reading
      </Menu.Item>
      <Menu.Item
        leftSection={<IconListCheck size={16} aria-hidden="true" />}
        onClick={() => actions.deepCheck(id, 'recent')}
      >
        Compare the last days with GitHub
      </Menu.Item>
      <Menu.Item
        leftSection={<IconListCheck size={16} aria-hidden="true" />}
        onClick={() => actions.deepCheck(id, 'whole')}
      >
        Compare everything with GitHub
      </Menu.Item>
    </>
  );
}
