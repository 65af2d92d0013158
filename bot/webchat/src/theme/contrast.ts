const WHITE = '#ffffff';
const BLACK = '#000000';

/** Black or white, whichever reads better on a colour of the form #rrggbb (WCAG 2.2 relative luminance); white on anything else. */
export function readableOn(color: string): string {
  const luminance = luminanceOf(color);
  if (luminance === undefined) return WHITE;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? WHITE : BLACK;
}

function luminanceOf(color: string): number | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!hex) return undefined;
  const [red, green, blue] = hex.slice(1).map((part) => linear(Number.parseInt(part, 16) / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
