export { type BusinessCalendar } from './BusinessCalendar';
export { occurrences } from './occurrences';
export { parseCalendar } from './parseCalendar';
