import type { ReadableError } from '../../lib/app-error.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Door } from './door.tsx';

type LinkGoneProps = { title: string; error: ReadableError | null; isPending: boolean };

/** A link that is good for nothing, or not looked at yet. */
export function LinkGone({ title, error, isPending }: LinkGoneProps) {
  if (isPending) {
    return <Door title={title} lead="Looking at the link…" />;
  }
  const isAway = error !== null && error.code !== 'not_found' && error.code !== 'invalid_input';
  return (
    <Door
      title={isAway ? title : 'This link is no longer good'}
      lead={
        isAway
          ? `${error.message} ${error.remedy ?? ''}`
          : 'It works once, and for a limited time; perhaps a part of it was lost on the way. Ask an admin of Bellwether for another one.'
      }
    >
      <div>
        <ButtonLink to="/sign-in" variant="default">
          To signing in
        </ButtonLink>
      </div>
    </Door>
  );
}
