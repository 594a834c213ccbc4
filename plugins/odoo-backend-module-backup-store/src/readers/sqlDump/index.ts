export * from './problems';
export * from './SqlDumpScan';
