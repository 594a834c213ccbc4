export { type CalendarFloors, calendarFloors } from './calendarFloors';
