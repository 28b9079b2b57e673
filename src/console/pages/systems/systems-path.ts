/** Where the pages of connected systems lie. */
export const PATH = '/petugas/sistem'
