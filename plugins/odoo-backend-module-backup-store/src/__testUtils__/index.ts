export * from './fixtures';
export * from './MemoryStore';
