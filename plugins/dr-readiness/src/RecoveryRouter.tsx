import { Route, Routes } from 'react-router-dom';
import { RecoveryPage } from './fleet';
import { RecoveryOrderPage } from './order';

/** `/recovery` is the fleet, `/recovery/order` who comes back first. */
export function RecoveryRouter() {
  return (
    <Routes>
      <Route path="/" element={<RecoveryPage />} />
      <Route path="/order" element={<RecoveryOrderPage />} />
    </Routes>
  );
}
