export { Moment } from './Moment';
export { MomentField } from './MomentField';
export { momentTextOf, readMoment } from './momentText';
export type { MomentText } from './momentText';
export { RegionZone, useZone } from './ZoneContext';
