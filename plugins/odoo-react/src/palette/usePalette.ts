import { Theme, useTheme } from '@material-ui/core/styles';
import { PALETTES, Tone } from './palette';

/** The colours of the tones, for styles: `makeStyles(theme => ({ ... paletteOf(theme).ok ... }))`. */
export function paletteOf(theme: Theme): Record<Tone, string> {
  return PALETTES[theme.palette.type];
}

export function usePalette(): Record<Tone, string> {
  return paletteOf(useTheme());
}
