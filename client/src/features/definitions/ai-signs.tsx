import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { aiSignsOf } from '@bellwether/shared/definitions/weights.rules';
import { Button, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { Widget } from '../../ui/widget.tsx';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import styles from './definitions.module.css';
import { setAiSigns } from './edit-weights.prepare.ts';

type AiSignsProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** By what work with an AI agent is known. */
export function AiSigns({ settings, onChange }: AiSignsProps) {
  const signs = aiSignsOf(settings.aiSigns);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<typeof signs>) => {
    const next = setAiSigns(settings, { ...signs, ...part });
    setProblem(typeof next === 'string' ? next : null);
    if (typeof next !== 'string') {
      onChange(next);
    }
  };
  return (
    <Widget
      title="What says that an AI agent had a part in it?"
      subtitle="One sign is enough, in any case of letters. An author or the author of a commit who is an AI reviewer is one too, by the list of accounts. No sign does not prove that a person wrote all of it."
      actions={
        settings.aiSigns === null ? undefined : (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setProblem(null);
              onChange({ ...settings, aiSigns: null });
            }}
          >
            As installed
          </Button>
        )
      }
    >
      <div className={styles.signs}>
        <TagsInput
          label="How a branch begins"
          description="Enter adds one: claude/"
          spellCheck={false}
          value={signs.branchPrefixes}
          onChange={(branchPrefixes) => change({ branchPrefixes })}
        />
        <TagsInput
          label="Labels"
          description="Enter adds one: ai-assisted"
          spellCheck={false}
          value={signs.labels}
          onChange={(labels) => change({ labels })}
        />
        {problem === null ? null : (
          <p className={styles.error} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Widget>
  );
}
