/** What a colour means here. It never stands alone: a shape and a word say the same. */
export const TONES = [
  'ok',
  'degraded',
  'critical',
  'unknown',
  'asleep',
  'maintenance',
  'plain',
] as const;
export type Tone = (typeof TONES)[number];

/** Green is for what is proven ok by fresh evidence, grey for what is unknown or stale; nothing else has them. */
export const PALETTES: Record<'light' | 'dark', Record<Tone, string>> = {
  light: {
    ok: '#1b7a3d',
    degraded: '#8a5300',
    critical: '#b3261e',
    unknown: '#5c636e',
    asleep: '#4a4ea6',
    maintenance: '#075f92',
    plain: '#1f2733',
  },
  dark: {
    ok: '#79d695',
    degraded: '#f3b94a',
    critical: '#ffa198',
    unknown: '#b8bec8',
    asleep: '#c0c2ff',
    maintenance: '#86cdfa',
    plain: '#f0f3f7',
  },
};

/** Behind the row of a table that the pointer is on: that of the stock dark theme is too light for red words. */
export const HOVERED = { light: '#f5f5f5', dark: '#484848' } as const;

/** Diagonal lines over something whose evidence is stale. */
export const hatching = (colour: string) =>
  `repeating-linear-gradient(135deg, transparent 0 4px, ${colour}33 4px 6px)`;
