export { BackupContainer, type StoredBlob } from './BackupContainer';
export { unpackerFor } from './unpack';
