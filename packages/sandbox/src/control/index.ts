export * from './startControl';
