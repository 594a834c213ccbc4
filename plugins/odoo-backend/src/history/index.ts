export { changeMarks } from './changeMarks';
export { dailyHistory } from './dailyHistory';
export { type Retention, forgetHistory } from './forgetHistory';
export { rollUpDays } from './rollUpDays';
export { type TimelineMarks } from './TimelineMarks';
