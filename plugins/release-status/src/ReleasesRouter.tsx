import { Route, Routes } from 'react-router-dom';
import { ReleasePage } from './release';
import { ReleasesPage } from './releases';

/** `/releases` is the matrix, `/releases/:version` one release. */
export function ReleasesRouter() {
  return (
    <Routes>
      <Route path="/" element={<ReleasesPage />} />
      <Route path="/:version" element={<ReleasePage />} />
    </Routes>
  );
}
