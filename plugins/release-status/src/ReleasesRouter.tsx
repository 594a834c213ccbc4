import { Route, Routes } from 'react-router-dom';
import { ReleasePage } from './release';
import { ReleasesPage } from './releases';
import { SeriesUpgradePage, SeriesUpgradesPage } from './seriesUpgrades';

/** `/releases` is the matrix, `/releases/:version` one release; no version is called `series-upgrades`. */
export function ReleasesRouter() {
  return (
    <Routes>
      <Route path="/" element={<ReleasesPage />} />
      <Route path="/series-upgrades" element={<SeriesUpgradesPage />} />
      <Route path="/series-upgrades/:id" element={<SeriesUpgradePage />} />
      <Route path="/:version" element={<ReleasePage />} />
    </Routes>
  );
}
