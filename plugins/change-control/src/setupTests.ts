import '@testing-library/jest-dom';

// A whole page takes seconds in jsdom when the machine is busy; no test waits by the clock.
jest.setTimeout(30_000);
