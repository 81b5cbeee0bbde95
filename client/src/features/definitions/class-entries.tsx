import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { defaultEntries } from '@bellwether/shared/definitions/describe-change.rules';
import {
  type AssignableClass,
  assignableClasses,
} from '@bellwether/shared/pull-requests/author-class.rules';
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import styles from './definitions.module.css';
import { classNames } from './definitions.prepare.ts';
import { addPattern, raiseEntry, setAccountClass, switchDefault } from './edit-settings.prepare.ts';

type ClassEntriesProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** The list that decides: a team's own entries first, then those that come with the product. */
export function ClassEntries({ settings, onChange }: ClassEntriesProps) {
  const { entries, switchedOff } = settings.authorClasses;
  const shipped = defaultEntries();
  const off = new Set(switchedOff);
  return (
    <div className={styles.lists}>
      <h3 className={styles.subhead}>Your list</h3>
      {entries.length === 0 ? (
        <p className={styles.hint}>
          Empty: choose a class above, or add a pattern for many accounts.
        </p>
      ) : (
        <ol className={styles.entries}>
          {entries.map(({ pattern, authorClass }, index) => (
            <li key={pattern} className={styles.entry}>
              <code className={styles.pattern}>{pattern}</code>
              <span className={styles.hint}>{classNames[authorClass]}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Ask ${pattern} earlier`}
                disabled={index === 0}
                onClick={() => onChange(raiseEntry(settings, pattern))}
              >
                <IconArrowUp size={15} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${pattern}`}
                onClick={() => onChange(setAccountClass(settings, pattern, null))}
              >
                <IconX size={15} aria-hidden="true" />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <PatternForm onAdd={(text, value) => onChange(addPattern(settings, text, value))} />
      <details className={styles.shipped}>
        <summary>
          {shipped.length - off.size} of {shipped.length} entries that come with Bellwether count
        </summary>
        <ul>
          {shipped.map(({ id, pattern, authorClass }) => (
            <li key={id}>
              <Checkbox
                label={`${pattern} is ${authorClass === 'bot' ? 'a bot' : 'an AI reviewer, when GitHub calls it a bot'}`}
                checked={!off.has(id)}
                onChange={(event) =>
                  onChange(switchDefault(settings, id, event.currentTarget.checked))
                }
              />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function PatternForm({ onAdd }: { onAdd: (text: string, value: AssignableClass) => void }) {
  const [text, setText] = useState('');
  const [value, setValue] = useState<AssignableClass>('bot');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') {
      onAdd(text, value);
      setText('');
    }
  };
  return (
    <form className={styles.tools} onSubmit={submit}>
      <TextInput
        className={styles.search}
        label="Add a login or a pattern"
        description="* stands for any characters: *-deploy. The first entry that fits counts."
        placeholder="*-deploy"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <select
        className={styles.select}
        aria-label="Its class"
        value={value}
        onChange={({ currentTarget }) =>
          setValue(assignableClasses.find((one) => one === currentTarget.value) ?? 'bot')
        }
      >
        {assignableClasses.map((one) => (
          <option key={one} value={one}>
            {classNames[one]}
          </option>
        ))}
      </select>
      <Button type="submit" size="sm" variant="default">
        Add
      </Button>
    </form>
  );
}
