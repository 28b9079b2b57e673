import { totalmem } from 'node:os'

/**
 * Written into `postgresql.conf` when the database is made; an operator may change them there.
 * They fit a small server that LAPOR! shares with PostgreSQL.
 */
export function initialSettings(): Record<string, string> {
  return {
    shared_buffers: `${sharedBuffersMb()}MB`,
    max_connections: '250',
    // A report is acknowledged only when it is on the disk.
    synchronous_commit: 'on',
    // Short queries: compiling them costs more than it saves.
    jit: 'off',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // One file for each day of the week, so that the log never fills the disk.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_line_prefix: '%m [%p] ',
    // Statements and details carry what people wrote and who they are; that has no place in a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
}

const MEBIBYTE = 1_048_576

function sharedBuffersMb(): number {
  return Math.round(Math.min(1024, Math.max(64, totalmem() / MEBIBYTE / 8)))
}
