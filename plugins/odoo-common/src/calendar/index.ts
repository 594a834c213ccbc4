export * from './changeLength';
export * from './changeWindows';
export * from './closedSpans';
export * from './judgeCalendar';
export * from './monthDays';
export * from './nextWindow';
export * from './tenantWindows';
export * from './words';
