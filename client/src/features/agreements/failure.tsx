import { readAppError } from '../../lib/app-error.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why something was not done, and what to do; nothing while all is well. */
export function Failure({ error }: { error: unknown }) {
  if (error === null || error === undefined) {
    return null;
  }
  const { message, remedy } = readAppError(error);
  return (
    <Notice tone="bad">
      {message} {remedy}
    </Notice>
  );
}
