export * from './fieldError';
export * from './names';
export { ruleInWords } from './ruleInWords';
