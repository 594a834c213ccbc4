export { Badge } from './Badge';
export type { BadgeProps } from './Badge';
export { StatusBadge } from './StatusBadge';
export type { StatusBadgeProps } from './StatusBadge';
export { StatusShape } from './StatusShape';
export type { StatusShapeName } from './StatusShape';
export { presentStatus } from './presentStatus';
export type { StatusPresentation } from './presentStatus';
