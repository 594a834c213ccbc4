export { absentProject } from './absentProject';
export { storeObservedFreezes } from './observations';
export { FreezePublisher } from './FreezePublisher';
export { dayOf, freezesInput } from './freezesInput';
export { outerSentence } from './outerSentence';
export { passesUntil } from './passesUntil';
export { opensLateMs, stillClosing } from './opensLate';
export { type ReadFreezes, readFreezes } from './readFreezes';
export { scheduleComparison, schedulePublication } from './schedulePublication';
