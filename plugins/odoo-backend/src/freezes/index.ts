export { entryProject } from './entryProject';
export { absentProject } from './publication/absentProject';
export {
  readObservedFreezesOf,
  storeObservedFreezes,
} from './observation/observations';
export { FreezePublisher } from './publication/FreezePublisher';
export { dayOf, freezesInput } from './input/freezesInput';
export { outerSentence } from './publication/outerSentence';
export { mayPass } from './passes/passesUntil';
export { type ReadFreezes, readFreezes } from './observation/readFreezes';
export {
  scheduleComparison,
  schedulePublication,
} from './publication/schedulePublication';
