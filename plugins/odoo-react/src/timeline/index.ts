export { Timeline } from './Timeline';
export type { TimelineProps } from './Timeline';
export { timelineSteps } from './timelineSteps';
export type { TimelineStep } from './timelineSteps';
