export { FreezePublisher } from './FreezePublisher';
export { dayOf, freezesInput } from './freezesInput';
export { passesUntil, passingEnvironments } from './passesUntil';
export { readPublications } from './publications';
export { schedulePublication } from './schedulePublication';
