export { TestFailure } from './TestFailure';
export { failureText } from './failureText';
