/** A dot in pixels from the upper left corner of the chart; `color` names a custom property of CSS. */
export type Dot = { x: number; y: number; radius: number; color: string };

const MANY = 1500;

/** Paints all dots, translucent, so that a crowd is darker than one. */
export function drawDots(
  canvas: HTMLCanvasElement,
  dots: readonly Dot[],
  { width, height }: { width: number; height: number },
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  if (context === null) {
    return;
  }
  context.scale(ratio, ratio);
  context.globalAlpha = dots.length > MANY ? 0.35 : 0.6;
  const style = getComputedStyle(canvas);
  const colors = new Map<string, string>();
  for (const dot of dots) {
    const color = colors.get(dot.color) ?? style.getPropertyValue(dot.color).trim();
    colors.set(dot.color, color);
    context.fillStyle = color;
    context.beginPath();
    context.arc(dot.x, dot.y, dot.radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** The place in the list of the dot nearest to a point, or null when none lies within `reach` pixels. */
export function nearestDot(
  dots: readonly Dot[],
  at: { x: number; y: number },
  reach: number,
): number | null {
  let best: number | null = null;
  let bestDistance = reach;
  for (const [index, dot] of dots.entries()) {
    const distance = Math.hypot(dot.x - at.x, dot.y - at.y);
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
