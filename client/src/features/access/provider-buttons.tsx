import type { Entrance } from '@bellwether/shared/access/access.schema';
import { Button } from '@mantine/core';
import { IconBrandGithub, IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import styles from './door.module.css';
import { FormError } from './form-error.tsx';
import { addressSchema, postAuth } from './post-auth.ts';

type ProviderButtonsProps = {
  methods: Entrance['methods'];
  /** The page to open afterwards; undefined: the first. */
  next: string | undefined;
};

/** The ways in beside a password that an admin has set up. */
export function ProviderButtons({ methods, next }: ProviderButtonsProps) {
  const start = useMutation({
    mutationFn: (provider: 'github' | 'oidc') =>
      postAuth('sign-in/social', { provider, next }, addressSchema),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const ways = [
    { provider: 'github', label: methods.github?.label, Icon: IconBrandGithub },
    { provider: 'oidc', label: methods.oidc?.label, Icon: IconKey },
  ] as const;
  return (
    <div className={styles.stack}>
      {ways.map(({ provider, label, Icon }) =>
        label === undefined ? null : (
          <Button
            key={provider}
            variant="default"
            fullWidth
            leftSection={<Icon size={18} stroke={1.5} aria-hidden="true" />}
            loading={start.isPending && start.variables === provider}
            onClick={() => start.mutate(provider)}
          >
            {provider === 'github' ? `Sign in with ${label}` : label}
          </Button>
        ),
      )}
      <FormError error={start.isError ? readAppError(start.error) : null} fields={[]} />
    </div>
  );
}
