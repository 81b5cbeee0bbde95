import { CloseButton } from '@mantine/core';
import { Notice } from '../ui/notice.tsx';

/** Which parts of a followed link made no sense. */
export function LinkNoteWords({ parts, onClose }: { parts: string[]; onClose: () => void }) {
  return (
    <div style={{ padding: '8px 24px 0' }}>
      <Notice tone="warn" action={<CloseButton size="sm" aria-label="Close" onClick={onClose} />}>
        This link says something for “{parts.join('”, “')}” that Bellwether does not understand, so
        the usual setting is shown instead.
      </Notice>
    </div>
  );
}
