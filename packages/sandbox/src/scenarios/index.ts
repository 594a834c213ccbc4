export * from './scenarios';
export * from './worldScenarios';
