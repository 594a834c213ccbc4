import { Route, Routes } from 'react-router-dom';
import { RolloutPage, RolloutsPage } from './rollouts';

/** `/rollouts` lists, `/rollouts/:id` shows one. */
export function RolloutsRouter() {
  return (
    <Routes>
      <Route path="/" element={<RolloutsPage />} />
      <Route path="/:id" element={<RolloutPage />} />
    </Routes>
  );
}
