import { ButtonLink } from '../ui/button-link.tsx';
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
        <ButtonLink to="/cycle-time" variant="default">
          To cycle time
        </ButtonLink>
      </div>
    </Page>
  );
}
