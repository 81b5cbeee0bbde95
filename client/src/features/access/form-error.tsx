import type { ReadableError } from '../../lib/app-error.ts';
import { Notice } from '../../ui/notice.tsx';

/** What is wrong with a field, in words; undefined: nothing. */
export function errorAt(error: ReadableError | null, field: string): string | undefined {
  if (error?.field !== field) {
    return undefined;
  }
  return error.remedy === null ? error.message : `${error.message} ${error.remedy}`;
}

type FormErrorProps = {
  error: ReadableError | null;
  /** Those that show what is wrong with them themselves. */
  fields: readonly string[];
};

/** Why a form was refused, unless one of its fields says so. */
export function FormError({ error, fields }: FormErrorProps) {
  if (error === null || (error.field !== null && fields.includes(error.field))) {
    return null;
  }
  return (
    <Notice tone="bad">
      {error.message} {error.remedy}
    </Notice>
  );
}
