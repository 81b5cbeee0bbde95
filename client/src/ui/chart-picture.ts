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
  const fontEmbedCSS = await embedFonts();
  const undo = settleDrawings(part);
  try {
    const blob = await toBlob(part, {
      ...{ pixelRatio: 2, backgroundColor: background.trim(), filter: isInPicture },
      fontEmbedCSS,
    });
    if (blob === null) {
      throw new Error('the picture could not be drawn');
    }
    return blob;
  } finally {
    undo();
  }
}

/** What a drawing has from style sheets, which do not come along into a picture. */
const SETTLED = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['opacity', 'font-family', 'font-size', 'font-weight', 'letter-spacing', 'visibility'],
] as const;

/** Writes down at each shape of the drawings how it looks; the answer takes that back. */
function settleDrawings(part: HTMLElement): () => void {
  const shapes = [...part.querySelectorAll<SVGElement>('svg *')];
  const looks = shapes.map((shape) => {
    const style = getComputedStyle(shape);
    return SETTLED.map((name) => [name, style.getPropertyValue(name)] as const);
  });
  const before = shapes.map((shape) => shape.getAttribute('style'));
  for (const [index, shape] of shapes.entries()) {
    for (const [name, value] of looks[index] ?? []) {
      shape.style.setProperty(name, value);
    }
  }
  return () => {
    for (const [index, shape] of shapes.entries()) {
      const style = before[index] ?? null;
      if (style === null) {
        shape.removeAttribute('style');
      } else {
        shape.style.cssText = style;
      }
    }
  };
}

/** The fonts that the page has loaded, as rules that hold them. */
async function embedFonts(): Promise<string> {
  const loaded = [...document.fonts].filter(({ status }) => status === 'loaded');
  const rules = [...document.styleSheets]
    .filter(({ href }) => href === null || href.startsWith(window.location.origin))
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href })))
    .filter(({ rule }) => rule instanceof CSSFontFaceRule && isOneOf(rule, loaded));
  const texts = await Promise.all(rules.map(({ rule, base }) => embedFont(rule.cssText, base)));
  return texts.join('\n');
}

function isOneOf({ style }: CSSFontFaceRule, loaded: readonly FontFace[]): boolean {
  const plain = (text: string) => text.replaceAll(/["'\s]/g, '').toLowerCase();
  return loaded.some(
    ({ family, unicodeRange }) =>
      plain(family) === plain(style.getPropertyValue('font-family')) &&
      plain(unicodeRange) === plain(style.getPropertyValue('unicode-range')),
  );
}

async function embedFont(text: string, base: string | null): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(text)?.[1];
  if (address === undefined) {
    return '';
  }
  const response = await fetch(new URL(address, base ?? window.location.href));
  return text.replace(address, await toDataUrl(await response.blob()));
}

async function toDataUrl(content: Blob): Promise<string> {
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the font could not be read'));
    reader.readAsDataURL(content);
  });
}
