import type { AttributionLink } from '@bellwether/shared/delivery/attribution.schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';

type Pair = { incidentId: string; deploymentId: string | null };

export type Decisions = {
  /** `none`: no deployment caused the incident. */
  decide: (link: AttributionLink, verdict: 'confirmed' | 'refuted' | 'none', note: string) => void;
  takeBack: (pair: Pair) => void;
  /** Takes back what was decided last on this page; nothing else. */
  undo: () => void;
  canUndo: boolean;
  isBusy: boolean;
  /** What happened last, for who listens. */
  said: string;
  /** Null: nothing went wrong. */
  error: string | null;
};

const verdictWords = {
  confirmed: 'Confirmed',
  refuted: 'Refuted',
  none: 'Decided that no deployment caused',
};

/** Says yes or no to suspected links, and remembers what was said here. */
export function useDecisions(): Decisions {
  const client = useQueryClient();
  const [made, setMade] = useState<Pair[]>([]);
  const [said, setSaid] = useState('');
  const settle = () => client.invalidateQueries({ queryKey: trpc.delivery.pathKey() });
  const decide = useMutation(trpc.delivery.decide.mutationOptions({ onSettled: settle }));
  const undo = useMutation(trpc.delivery.undo.mutationOptions({ onSettled: settle }));
  const takeBack = (pair: Pair) =>
    undo.mutate(pair, {
      onSuccess: () => {
        setMade((before) => before.filter((one) => !isSame(one, pair)));
        setSaid('Taken back.');
      },
    });
  const failure = decide.error ?? undo.error;
  return {
    decide: ({ incident, deployment }, verdict, note) => {
      const deploymentId = verdict === 'none' ? null : (deployment?.id ?? null);
      const pair = { incidentId: incident.id, deploymentId };
      decide.mutate(
        { ...pair, verdict: verdict === 'none' ? 'confirmed' : verdict, note: note || null },
        {
          onSuccess: () => {
            setMade((before) => [...before.filter((one) => !isSame(one, pair)), pair]);
            setSaid(`${verdictWords[verdict]}: ${incident.title}.`);
          },
        },
      );
    },
    takeBack,
    undo: () => {
      const last = made.at(-1);
      if (last === undefined) {
        setSaid('Nothing was decided here that could be taken back.');
      } else {
        takeBack(last);
      }
    },
    canUndo: made.length > 0,
    isBusy: decide.isPending || undo.isPending,
    said,
    error: failure === null ? null : readAppError(failure).message,
  };
}

function isSame(a: Pair, b: Pair): boolean {
  return a.incidentId === b.incidentId && a.deploymentId === b.deploymentId;
}
