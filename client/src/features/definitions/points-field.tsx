import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import '@mantine/core/styles/NumberInput.layer.css';

type PointsFieldProps = {
  label: string;
  value: number;
  least: number;
  most: number;
  /** The settings with these points. Words: why they cannot be. */
  read: (points: number) => DefinitionSettings | string;
  onChange: (settings: DefinitionSettings) => void;
};

/** A number of points. What cannot be is said at once, and what was right before counts until it is put right. */
export function PointsField({ label, value, least, most, read, onChange }: PointsFieldProps) {
  const [typed, setTyped] = useState<string | number>(value);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setTyped(value);
    setProblem(null);
  }, [value]);
  const change = (text: string | number) => {
    setTyped(text);
    const next = read(text === '' ? Number.NaN : Number(text));
    if (typeof next === 'string') {
      setProblem(`${next} Until then ${value} counts.`);
      return;
    }
    setProblem(null);
    onChange(next);
  };
  return (
    <NumberInput
      label={label}
      min={least}
      max={most}
      step={0.5}
      decimalScale={2}
      clampBehavior="none"
      value={typed}
      error={problem}
      onChange={change}
    />
  );
}
