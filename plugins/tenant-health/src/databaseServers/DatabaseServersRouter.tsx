import { Route, Routes, useParams } from 'react-router-dom';
import { Content } from '@backstage/core-components';
import { DatabaseServerPage } from './DatabaseServerPage';
import { DatabaseServersPage } from './DatabaseServersPage';

/** `/database-servers`, and below it one page a server. */
export function DatabaseServersRouter() {
  return (
    <Content>
      <Routes>
        <Route path="/" element={<DatabaseServersPage />} />
        <Route path="/:name" element={<Named />} />
      </Routes>
    </Content>
  );
}

function Named() {
  const { name = '' } = useParams();
  return <DatabaseServerPage name={name} />;
}
