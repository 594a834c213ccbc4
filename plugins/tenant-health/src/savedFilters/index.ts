export { SavedFilters } from './SavedFilters';
