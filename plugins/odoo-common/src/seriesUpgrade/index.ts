export * from './changesOfStep';
export * from './decideSeriesUpgrade';
export * from './downtimeOf';
export * from './facts';
export * from './judgeSteps';
export * from './seriesUpgrade';
export * from './specOfStep';
export * from './words';
