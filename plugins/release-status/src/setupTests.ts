import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A whole page takes seconds in jsdom when the machine is busy; no test waits by the clock.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
