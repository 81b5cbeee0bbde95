import { describeGrants } from '@bellwether/shared/access/grant-words';
import { useMe } from '../lib/use-me.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { Page } from '../ui/page.tsx';
import { pagesOf } from './pages.ts';

/** The address of a page that is not for everybody: says so, who can change that, and where to go instead. */
export function RefusedPage() {
  const me = useMe();
  const first = pagesOf(me)[0];
  return (
    <Page
      title="Your role does not include this page"
      lead={
        <>
          <p>Yours is: {describeGrants(me?.grants ?? [])}.</p>
          <p>
            {me?.kind === 'sample'
              ? 'In the sample team, choose another role above.'
              : 'An admin of Bellwether can give you another role, on the page Access.'}
          </p>
        </>
      }
      isNarrow
    >
      {first === undefined ? null : (
        <div>
          <ButtonLink to={first.to} variant="default">
            To {first.label.toLowerCase()}
          </ButtonLink>
        </div>
      )}
    </Page>
  );
}
