import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { ForgottenPassword } from './forgotten-password.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { refusalWords } from './refusal-words.prepare.ts';
import { SampleEntry } from './sample-entry.tsx';
import { SecondStep } from './second-step.tsx';
import { useGoIn } from './use-go-in.ts';

type Step = 'password' | 'second-factor' | 'forgotten';

/** Who are you? */
export function SignInPage() {
  const [step, setStep] = useState<Step>('password');
  const { next } = useSearch({ from: '/sign-in' });
  const goIn = useGoIn(next);
  if (step === 'second-factor') {
    return <SecondStep onIn={goIn} onBack={() => setStep('password')} />;
  }
  if (step === 'forgotten') {
    return <ForgottenPassword onBack={() => setStep('password')} />;
  }
  return (
    <FirstStep
      onIn={goIn}
      onSecondFactor={() => setStep('second-factor')}
      onForgotten={() => setStep('forgotten')}
    />
  );
}

type FirstStepProps = {
  onIn: () => Promise<void>;
  onSecondFactor: () => void;
  onForgotten: () => void;
};

function FirstStep({ onIn, onSecondFactor, onForgotten }: FirstStepProps) {
  const { next, refused } = useSearch({ from: '/sign-in' });
  const entrance = useQuery(trpc.access.entrance.queryOptions()).data;
  const refusal = refusalWords(refused);
  const providers = entrance?.methods;
  const hasProvider = Boolean(providers?.github ?? providers?.oidc);
  return (
    <Door title="Sign in">
      {refusal === null ? null : <Notice tone="bad">{refusal}</Notice>}
      <div className={styles.card}>
        <PasswordForm onIn={onIn} onSecondFactor={onSecondFactor} onForgotten={onForgotten} />
        {hasProvider && providers !== undefined ? (
          <>
            <div className={styles.or}>or</div>
            <ProviderButtons methods={providers} next={next} />
          </>
        ) : null}
      </div>
      <SampleEntry roles={entrance?.sampleRoles ?? []} />
    </Door>
  );
}
