import { ActionIcon } from '@mantine/core';
import { IconChartDots, IconTable } from '@tabler/icons-react';

type TableToggleProps = { what: string; isTable: boolean; onToggle: () => void };

/** Turns a chart into its numbers, and back. */
export function TableToggle({ what, isTable, onToggle }: TableToggleProps) {
  const label = isTable ? `${what} as a chart` : `${what} as a table`;
  const Icon = isTable ? IconChartDots : IconTable;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="md"
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Icon size={17} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
  );
}
