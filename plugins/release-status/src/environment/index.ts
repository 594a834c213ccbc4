export { EntityReleaseContent } from './EntityReleaseContent';
