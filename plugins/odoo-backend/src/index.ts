export { odooPlugin as default } from './plugin';
export { calendarFloors, parseCalendar } from './calendar';
