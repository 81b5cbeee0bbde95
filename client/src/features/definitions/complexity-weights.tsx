import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import {
  complexityOf,
  readWeight,
  tierFields,
  weightFields,
} from '@bellwether/shared/definitions/weights.rules';
import { MOST_TIER_POINTS, MOST_WEIGHT } from '@bellwether/shared/definitions/weights.schema';
import { Button } from '@mantine/core';
import { Widget } from '../../ui/widget.tsx';
import styles from './definitions.module.css';
import { setTierBorder, setWeight } from './edit-weights.prepare.ts';
import { PointsField } from './points-field.tsx';

type ComplexityWeightsProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** What makes a change hard to judge, and from how many points on it asks for more review (B10). */
export function ComplexityWeights({ settings, onChange }: ComplexityWeightsProps) {
  const set = complexityOf(settings.complexity);
  return (
    <Widget
      title="How much review does a change ask for?"
      subtitle="Its complexity is the sum of these points. Below both borders a light review is enough; a deep one asks for a design comment."
      actions={
        settings.complexity === null ? undefined : (
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange({ ...settings, complexity: null })}
          >
            As installed
          </Button>
        )
      }
    >
      <h3 className={styles.subhead}>Points</h3>
      <div className={styles.points}>
        {weightFields.map(({ field, words }) => (
          <PointsField
            key={field}
            label={`For ${words}`}
            value={readWeight(set, field)}
            least={0}
            most={MOST_WEIGHT}
            read={(points) => setWeight(settings, field, points)}
            onChange={onChange}
          />
        ))}
      </div>
      <div className={styles.lists}>
        <h3 className={styles.subhead}>From so many points on</h3>
        <div className={styles.points}>
          {tierFields.map(({ field, words }) => (
            <PointsField
              key={field}
              label={`${words.charAt(0).toUpperCase()}${words.slice(1)}`}
              value={set.tierFrom[field]}
              least={1}
              most={MOST_TIER_POINTS}
              read={(points) => setTierBorder(settings, field, points)}
              onChange={onChange}
            />
          ))}
        </div>
      </div>
    </Widget>
  );
}
