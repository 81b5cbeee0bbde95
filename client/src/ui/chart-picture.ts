import { toBlob } from 'html-to-image';

/** What stands on the screen for the reader's hands alone. */
const isInPicture = (node: HTMLElement) =>
  !(node instanceof HTMLElement && node.dataset.inPicture === 'no');

/**
 * A part of the page as it looks now, title and basis with it, twice as fine as the screen.
 * @throws Error when the browser cannot draw it
 */
export async function drawPicture(part: HTMLElement): Promise<Blob> {
  const background = getComputedStyle(document.documentElement).getPropertyValue('--bw-surface');
  const blob = await toBlob(part, {
    ...{ pixelRatio: 2, backgroundColor: background.trim(), filter: isInPicture },
  });
  if (blob === null) {
    throw new Error('the picture could not be drawn');
  }
  return blob;
}
