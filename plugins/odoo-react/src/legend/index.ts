export { Legend } from './Legend';
export { LegendButton } from './LegendButton';
export { PatternLegend } from './PatternLegend';
export type { PatternLegendProps } from './PatternLegend';
