export { type BusinessCalendar } from './BusinessCalendar';
export { CalendarError } from './CalendarError';
export { calendarMarks } from './calendarMarks';
export { changesNow } from './changesNow';
export { type TenantEvent, comingEvents } from './comingEvents';
export { type CalendarFloors, calendarFloors } from './floors';
export { occurrences } from './occurrences';
export { parseCalendar } from './parseCalendar';
export {
  type TenantCalendar,
  legalEntitiesOf,
  tenantCalendar,
} from './tenantCalendar';
export { type TenantClosures, tenantClosures } from './tenantClosures';
export { isClosed, openWindowMs } from './openWindow';
