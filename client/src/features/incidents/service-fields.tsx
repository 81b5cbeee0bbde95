import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import styles from './incidents.module.css';
import type { EditedRule } from './incidents.prepare.ts';

type Services = EditedRule['services'];

/** Which label names which service; the first that fits. */
export function ServiceFields(props: {
  services: Services;
  onChange: (services: Services) => void;
}) {
  const { services, onChange } = props;
  const change = (at: number, more: Partial<Services[number]>) =>
    onChange(services.map((row, index) => (index === at ? { ...row, ...more } : row)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.subhead}>Its service, the first that fits</legend>
      {services.map(({ label, service }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place alone
        <div key={index} className={styles.mapping}>
          <TextInput
            aria-label={`Label ${index + 1} that names a service`}
            maxLength={100}
            value={label}
            error={label.trim() === ''}
            onChange={(event) => change(index, { label: event.currentTarget.value })}
          />
          <span className={styles.hint}>is</span>
          <TextInput
            aria-label={`Service ${index + 1}; a star stands for that of the label`}
            maxLength={100}
            value={service}
            error={service.trim() === ''}
            onChange={(event) => change(index, { service: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove service ${index + 1}`}
            onClick={() => onChange(services.filter((_, at) => at !== index))}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...services, { label: '', service: '' }])}
        >
          Another label
        </Button>
      </div>
    </fieldset>
  );
}
