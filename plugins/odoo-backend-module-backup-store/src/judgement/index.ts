export * from './age';
export * from './judgeBackups';
export * from './judgeRestorePoint';
