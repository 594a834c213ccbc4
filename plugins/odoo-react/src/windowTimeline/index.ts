export { WindowTimeline } from './WindowTimeline';
export type { WindowTimelineProps } from './WindowTimeline';
export type {
  SpanKind,
  TimelineLane,
  TimelineMark,
  TimelineSpan,
} from './timelineModel';
