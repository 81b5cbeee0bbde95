import type { AttributionLink } from '@bellwether/shared/delivery/attribution.schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { forgetIncident, isSamePair, type MadeDecision, rememberDecision } from './made.prepare.ts';

type DecisionFailure = {
  message: string;
  remedy: string | null;
  /** The incident about which somebody else decided meanwhile. Null: something else went wrong. */
  decidedMeanwhile: string | null;
};

export type Decisions = {
  /** `none`: no deployment caused the incident. */
  decide: (link: AttributionLink, verdict: 'confirmed' | 'refuted' | 'none', note: string) => void;
  takeBack: (link: AttributionLink) => void;
  /** Takes back what was decided last on this page; nothing else. */
  undo: () => void;
  canUndo: boolean;
  isBusy: boolean;
  /** What happened last, for who listens. */
  said: string;
  /** Null: nothing went wrong. */
  failure: DecisionFailure | null;
};

const verdictWords = {
  confirmed: 'Confirmed',
  refuted: 'Refuted',
  none: 'Decided that no deployment caused',
};

/** Says yes or no to suspected links, and remembers what was said here. */
export function useDecisions(): Decisions {
  const client = useQueryClient();
  const [made, setMade] = useState<readonly MadeDecision[]>([]);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<DecisionFailure | null>(null);
  const settle = () => client.invalidateQueries({ queryKey: trpc.delivery.pathKey() });
  const fail = (error: unknown, { incidentId }: { incidentId: string }) => {
    const { code, message, remedy } = readAppError(error);
    const isMeanwhile = code === 'conflict';
    setFailure({ message, remedy, decidedMeanwhile: isMeanwhile ? incidentId : null });
    if (isMeanwhile) {
      setMade((before) => forgetIncident(before, incidentId));
    }
  };
  const options = { onSettled: settle, onError: fail, onMutate: () => setFailure(null) };
  const decide = useMutation(trpc.delivery.decide.mutationOptions(options));
  const undo = useMutation(trpc.delivery.undo.mutationOptions(options));
  const takeBack = ({ incidentId, deploymentId, version: basedOn }: MadeDecision) =>
    undo.mutate(
      { incidentId, deploymentId, basedOn },
      {
        onSuccess: ({ version }) => {
          const pair = { incidentId, deploymentId, version };
          setMade((before) =>
            rememberDecision(before, pair).filter((one) => !isSamePair(one, pair)),
          );
          setSaid('Taken back.');
        },
      },
    );
  return {
    decide: ({ incident, deployment, version: basedOn }, verdict, note) => {
      const deploymentId = verdict === 'none' ? null : (deployment?.id ?? null);
      const pair = { incidentId: incident.id, deploymentId };
      decide.mutate(
        {
          ...{ ...pair, basedOn, note: note || null },
          verdict: verdict === 'none' ? 'confirmed' : verdict,
        },
        {
          onSuccess: ({ version }) => {
            setMade((before) => rememberDecision(before, { ...pair, version }));
            setSaid(`${verdictWords[verdict]}: ${incident.title}.`);
          },
        },
      );
    },
    takeBack: ({ incident, deployment, version }) =>
      takeBack({ incidentId: incident.id, deploymentId: deployment?.id ?? null, version }),
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
    ...{ said, failure },
  };
}
