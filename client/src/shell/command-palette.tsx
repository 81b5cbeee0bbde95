export function CommandPalette({ onClose: _ }: { onClose: () => void }) {
  return null;
}
