export { createSeriesUpgrades } from './createSeriesUpgrades';
export { scheduleSeriesUpgrades } from './scheduleSeriesUpgrades';
