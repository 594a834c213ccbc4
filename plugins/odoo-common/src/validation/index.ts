export * from './fieldError';
export * from './names';
