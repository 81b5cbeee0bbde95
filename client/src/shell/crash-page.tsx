import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { readAppError } from '../lib/app-error.ts';
import { Page } from '../ui/page.tsx';

/** A page that broke while it was drawn. What is stored is not touched by it, and it says so. */
export function CrashPage({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const { code, message, remedy } = readAppError(error);
  const isServer = code !== 'unreachable';
  return (
    <Page
      title="This page could not be drawn"
      lead={
        isServer
          ? `${message} ${remedy ?? ''}`
          : 'Nothing that is stored was touched. Loading it again usually helps; if it does not, the server may be down.'
      }
      isNarrow
    >
      <div>
        <Button
          variant="default"
          onClick={() => {
            reset();
            void router.invalidate();
          }}
        >
          Load it again
        </Button>
      </div>
    </Page>
  );
}
