type Size = { width: number; height: number };
type Anchor = { left: number; top: number; bottom: number };

const GAP = 4;
const EDGE = 8;

/**
 * Where a box stands below its anchor, in pixels of the window: moved left where it would leave it, and above where there
 * is more room. It never becomes higher than the room that it has.
 */
export function placeBelow(
  anchor: Anchor,
  box: Size,
  window: Size,
): { left: number; top: number; maxHeight: number } {
  const left = Math.max(EDGE, Math.min(anchor.left, window.width - box.width - EDGE));
  const below = window.height - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  if (box.height <= below || below >= above) {
    return { left, top: anchor.bottom + GAP, maxHeight: below };
  }
  const height = Math.min(box.height, above);
  return { left, top: anchor.top - GAP - height, maxHeight: height };
}
