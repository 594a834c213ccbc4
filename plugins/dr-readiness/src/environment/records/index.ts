export { RecordsSection } from './RecordsSection';
