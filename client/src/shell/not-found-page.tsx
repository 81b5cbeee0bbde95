import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';

/** An address that leads nowhere, and the ways on. */
export function NotFoundPage() {
  return (
    <Page
      title="There is no page here"
      lead="The address may be mistyped, or the page has moved since the link was made."
      isNarrow
    >
      <div>
        <Button component={Link} to="/cycle-time" variant="default">
          To cycle time
        </Button>
      </div>
    </Page>
  );
}
