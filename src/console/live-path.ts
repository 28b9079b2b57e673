export const LIVE_PATH = '/petugas/langsung'
