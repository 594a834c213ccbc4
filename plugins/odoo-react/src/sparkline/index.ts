export { Sparkline } from './Sparkline';
export type { SparklinePoint, SparklineProps } from './Sparkline';
