import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'

/**
 * What of a database's error names rows and their values: a line of the log must not hold what a person wrote.
 * Source: node-postgres `DatabaseError`.
 */
const ROW_VALUES = ['detail', 'where', 'internalQuery', 'parameters', 'query'] as const

/** The program's log: JSON lines, without the values of rows. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: withoutRowValues, error: withoutRowValues } }
  return destination === undefined ? pino(options) : pino(options, destination)
}

function withoutRowValues(error: Error): unknown {
  const plain = stdSerializers.err(error)
  if (typeof plain !== 'object' || plain === null) return plain
  return Object.fromEntries(
    Object.entries(plain).filter(([name]) => !ROW_VALUES.some((hidden) => hidden === name)),
  )
}
