export { SettingsError, readSettings, type Settings } from './readSettings';
