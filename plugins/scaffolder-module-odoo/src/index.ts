export { scaffolderModuleOdoo as default } from './module';
