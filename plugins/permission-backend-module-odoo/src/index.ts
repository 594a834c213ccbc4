export { permissionModuleOdoo as default } from './module';
