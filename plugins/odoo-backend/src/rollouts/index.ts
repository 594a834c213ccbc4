export { createRollouts } from './createRollouts';
export { scheduleRollouts } from './scheduleRollouts';
