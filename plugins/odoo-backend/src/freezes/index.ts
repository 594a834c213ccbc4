export { absentProject } from './absentProject';
export { storeObservedFreezes } from './observations';
export { FreezePublisher } from './FreezePublisher';
export { dayOf, freezesInput } from './freezesInput';
export { outerSentence } from './outerSentence';
export { passesUntil } from './passesUntil';
export { type ReadFreezes, readFreezes } from './readFreezes';
export { schedulePublication } from './schedulePublication';
