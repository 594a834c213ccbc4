export { catalogModuleOdoo as default } from './module';
