import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { pickupStarts } from '@bellwether/shared/pull-requests/pickup-start';
import { Radio } from '@mantine/core';
import { Widget } from '../../ui/widget.tsx';
import '@mantine/core/styles/Radio.layer.css';

type PickupStartProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

const words = {
  ready: {
    label: 'Since it was ready for review',
    description: 'Nobody asked is a wait too: whoever opens a pull request waits from that moment.',
  },
  requested: {
    label: 'Since a review was asked for, and not before it was ready',
    description:
      'For teams that ask when they want a review. Without a request before the first review its last commit counts as one; what nobody was asked for yet waits since it was ready.',
  },
} as const;

/** From when a first review is waited for (B4.6). */
export function PickupStart({ settings, onChange }: PickupStartProps) {
  return (
    <Widget
      title="From when is a first review waited for?"
      subtitle="Time to first review and time to first response begin there; all other stages stay as they are."
    >
      <Radio.Group
        aria-label="From when a first review is waited for"
        value={settings.pickupStart}
        onChange={(value) => {
          const chosen = pickupStarts.find((start) => start === value);
          if (chosen !== undefined) {
            onChange({ ...settings, pickupStart: chosen });
          }
        }}
      >
        <div style={{ display: 'grid', gap: 12 }}>
          {pickupStarts.map((start) => (
            <Radio key={start} value={start} {...words[start]} />
          ))}
        </div>
      </Radio.Group>
    </Widget>
  );
}
