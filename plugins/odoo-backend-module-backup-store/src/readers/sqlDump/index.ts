export * from './SqlDumpScan';
