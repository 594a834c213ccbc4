export { FindingCard } from './FindingCard';
export type { FindingCardProps } from './FindingCard';
