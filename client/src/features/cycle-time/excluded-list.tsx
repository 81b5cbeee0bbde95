import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Widget } from '../../ui/widget.tsx';
import { BehindList } from './behind-list.tsx';

type ExcludedListProps = {
  /** The rule or class that leaves them out. */
  name: string;
  onClose: () => void;
};

/** What one rule or class leaves out of the numbers (B1, B14). */
export function ExcludedList({ name, onClose }: ExcludedListProps) {
  return (
    <Widget
      title={`Left out: ${name}`}
      subtitle={
        <>
          These are stored, listed and exported, and stand in no number above.{' '}
          <Link to="/definitions">What is counted</Link>
        </>
      }
      actions={
        <Button variant="default" size="xs" onClick={onClose}>
          Close
        </Button>
      }
    >
      <BehindList behind={{ kind: 'excluded', name }} />
    </Widget>
  );
}
