export { type BusinessCalendar } from './BusinessCalendar';
export { calendarMarks } from './calendarMarks';
export { occurrences } from './occurrences';
export { parseCalendar } from './parseCalendar';
