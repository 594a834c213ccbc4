import { HOVERED, PALETTES, TONES } from '.';

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map(index => parseInt(hex.slice(index, index + 2), 16) / 255)
    .map(part =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Page and card of the stock Backstage themes, and the row that the pointer is on. */
const BACKGROUNDS = {
  light: ['#ffffff', '#f8f8f8', HOVERED.light],
  dark: ['#333333', '#424242', HOVERED.dark],
};

describe.each(['light', 'dark'] as const)('palette of the %s theme', type => {
  it.each(TONES)('%s can be read (WCAG AA, 4.5 : 1)', tone => {
    for (const background of BACKGROUNDS[type]) {
      expect(contrast(PALETTES[type][tone], background)).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('gives no two tones the same colour', () => {
    expect(new Set(Object.values(PALETTES[type])).size).toBe(TONES.length);
  });
});
