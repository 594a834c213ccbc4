export { TestsSection } from './TestsSection';
