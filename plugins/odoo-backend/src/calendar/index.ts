export { type BusinessCalendar } from './BusinessCalendar';
export { CalendarError } from './CalendarError';
export { calendarMarks } from './calendarMarks';
export { occurrences } from './occurrences';
export { parseCalendar } from './parseCalendar';
export {
  type TenantCalendar,
  legalEntitiesOf,
  tenantCalendar,
} from './tenantCalendar';
export { isClosed, openWindowMs } from './openWindow';
