import { join } from 'node:path'
import { ROLE } from './cluster.ts'

/** Where the server listens: on a Unix socket in its data folder, or on a port of the loopback address. */
export type Listening =
  | { readonly kind: 'socket'; readonly directory: string }
  | { readonly kind: 'loopback'; readonly port: number }

/** The port in the name of the socket; it is free for every folder, as the folder differs. */
const SOCKET_PORT = 5432

/** A socket's path is at most 103 bytes long on every system we run on. */
export function fitsSocket(clusterDir: string): boolean {
  return Buffer.byteLength(join(clusterDir, `.s.PGSQL.${SOCKET_PORT}`)) <= 103
}

/** The address by which clients of the same machine connect, with the password in it. */
export function connectionUrl(listening: Listening, password: string, database: string = ROLE): string {
  const who = `postgres://${ROLE}:${encodeURIComponent(password)}`
  return listening.kind === 'socket'
    ? `${who}@localhost:${SOCKET_PORT}/${database}?host=${encodeURIComponent(listening.directory)}`
    : `${who}@127.0.0.1:${listening.port}/${database}`
}
