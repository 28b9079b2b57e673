export const MONITORING_SETTINGS_PATH = '/petugas/pemantauan/aturan'
