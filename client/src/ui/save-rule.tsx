import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { readAppError } from '../lib/app-error.ts';
import { Notice } from './notice.tsx';
import styles from './rule-parts.module.css';

/** A way to change what is stored, as far as this bar needs to know it. */
type Step = { isPending: boolean; isSuccess: boolean; error: unknown };

type SaveRuleProps = {
  /** The rule of one repository; else the one for all others. */
  isForOne: boolean;
  /** It was set by a person, and can be taken back. */
  isOwn: boolean;
  isChanged: boolean;
  isComplete: boolean;
  save: Step;
  remove: Step;
  onSave: () => void;
  onRemove: () => void;
  onLeave: () => void;
  /** What is said once it is stored. */
  children: ReactNode;
};

/** The end of every editor of a rule: store it, leave it, or take it back. */
export function SaveRule(props: SaveRuleProps) {
  const { isForOne, isOwn, isChanged, isComplete, save, remove, children } = props;
  const error = save.error ?? remove.error;
  return (
    <>
      <div className={styles.row}>
        <Button
          disabled={!(isChanged && isComplete)}
          loading={save.isPending}
          onClick={props.onSave}
        >
          Save the rule
        </Button>
        {isChanged ? (
          <Button variant="default" onClick={props.onLeave}>
            Leave it as it is
          </Button>
        ) : null}
        {isOwn && !isChanged ? (
          <Button variant="default" loading={remove.isPending} onClick={props.onRemove}>
            {isForOne ? 'Follow the rule for all' : 'Back to the first rule'}
          </Button>
        ) : null}
      </div>
      {(save.isSuccess || remove.isSuccess) && !isChanged ? (
        <Notice tone="info">{children}</Notice>
      ) : null}
      {error === null ? null : (
        <Notice tone="bad">
          {readAppError(error).message} {readAppError(error).remedy}
        </Notice>
      )}
    </>
  );
}
