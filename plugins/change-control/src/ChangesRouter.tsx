import { Route, Routes } from 'react-router-dom';
import { ChangesPage } from './list/ChangesPage';
import { ChangePage } from './page/ChangePage';

/** `/changes` lists, `/changes/:id` shows one. */
export function ChangesRouter() {
  return (
    <Routes>
      <Route path="/" element={<ChangesPage />} />
      <Route path="/:id" element={<ChangePage />} />
    </Routes>
  );
}
