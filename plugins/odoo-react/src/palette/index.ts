export { HOVERED, PALETTES, TONES, hatching } from './palette';
export type { Tone } from './palette';
export { paletteOf, usePalette } from './usePalette';
