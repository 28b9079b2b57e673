/** Addresses of a report's pages; `number` is a tracking number. */
export const PATHS = {
  report: (number: string) => `/laporan/${number}`,
  support: (number: string) => `/laporan/${number}/ikut`,
  code: (number: string) => `/laporan/${number}/kode`,
  identity: (number: string) => `/laporan/${number}/identitas`,
  action: (number: string, action: string) => `/laporan/${number}/${action}`,
  access: '/laporan/akses',
  mine: '/saya',
  push: '/saya/kabar',
  mineCode: (id: string) => `/saya/kode/${id}`,
  mineContacts: '/saya/kontak',
  mineData: '/saya/data',
  mineReport: (number: string) => `/saya/laporan/${number}`,
  appeal: '/keberatan',
  find: '/laporan/cari',
  privacy: '/privasi',
  attachment: (id: string) => `/lampiran/${id}`,
} as const
