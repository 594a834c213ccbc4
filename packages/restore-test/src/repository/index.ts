export { type BackupInfo } from './backupInfo';
export { endsSoundly } from './endOfReplay';
export { fetchRepository, type FetchedRepository } from './fetchRepository';
export { parseLsn, segmentNumber } from './segments';
export { parseWalHeader } from './walHeader';
