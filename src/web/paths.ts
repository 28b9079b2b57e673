/** Addresses of a report's pages; `number` is a tracking number. */
export const PATHS = {
  report: (number: string) => `/laporan/${number}`,
  code: (number: string) => `/laporan/${number}/kode`,
  action: (number: string, action: string) => `/laporan/${number}/${action}`,
  access: '/laporan/akses',
  find: '/laporan/cari',
  privacy: '/privasi',
  attachment: (id: string) => `/lampiran/${id}`,
} as const
