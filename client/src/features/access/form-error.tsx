import { useEffect, useRef } from 'react';
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

/** Why a form was refused, unless one of its fields says so; the cursor stands in that field then. */
export function FormError({ error, fields }: FormErrorProps) {
  const place = useRef<HTMLSpanElement>(null);
  const isAtField = error !== null && error.field !== null && fields.includes(error.field);
  const refusal = error === null ? null : `${error.field ?? ''} ${error.message}`;
  useEffect(() => {
    if (refusal !== null) {
      returnFocus(place.current?.closest('form') ?? null);
    }
  }, [refusal]);
  return (
    <>
      <span ref={place} hidden />
      {error === null || isAtField ? null : (
        <Notice tone="bad">
          {error.message} {error.remedy}
        </Notice>
      )}
    </>
  );
}

/** A button that was busy has lost the focus: it goes to what is to be put right, else back to the button. */
function returnFocus(form: HTMLFormElement | null) {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (wrong !== null && wrong !== undefined) {
    wrong.focus();
  } else if (document.activeElement === document.body) {
    form?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  }
}
