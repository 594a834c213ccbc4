export { CopiesSection } from './CopiesSection';
