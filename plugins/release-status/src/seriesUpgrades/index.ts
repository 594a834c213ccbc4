export { NewSeriesButton } from './NewSeriesButton';
export { SeriesUpgradePage } from './SeriesUpgradePage';
export { SeriesUpgradesPage } from './SeriesUpgradesPage';
