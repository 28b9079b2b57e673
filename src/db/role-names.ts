/** The role as which web and workers speak to the database: it reads and writes, but cannot rewrite history. */
export const SERVING_ROLE = 'lapor_serving'

/** The role as which the requests of an institution's staff read: row-level security shows it only what is theirs. */
export const STAFF_ROLE = 'lapor_staff'
