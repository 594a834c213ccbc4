export * from './backupFindings';
export * from './clockFindings';
export * from './defectFindings';
export * from './gapFindings';
export * from './timelineFindings';
