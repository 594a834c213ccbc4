export * from './PgBackRestReader';
