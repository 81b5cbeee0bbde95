import { createPortal } from 'react-dom';
import { useActiveTooltipDataPoints, useIsTooltipActive } from 'recharts';
import type { Readout } from './chart.types.ts';

type SpokenReadoutProps = {
  /** The live region. */
  voice: HTMLElement | null;
  readouts: readonly Readout[];
};

/** Writes what the cursor reads into a live region; stands inside a chart whose rows carry an `index`. */
export function SpokenReadout({ voice, readouts }: SpokenReadoutProps) {
  const isActive = useIsTooltipActive();
  const [row] = useActiveTooltipDataPoints<{ index: number }>() ?? [];
  const readout = isActive && row !== undefined ? readouts[row.index] : undefined;
  return voice === null || readout === undefined ? null : createPortal(readAloud(readout), voice);
}

/** A readout for those who hear it. */
export function readAloud(readout: Readout): string {
  const facts = readout.facts.map((fact) => `${fact.label}: ${fact.value}`);
  return [readout.title, ...facts, ...(readout.note === null ? [] : [readout.note])].join('. ');
}
